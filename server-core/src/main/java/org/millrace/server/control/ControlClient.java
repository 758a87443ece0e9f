package org.millrace.server.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a running server. */
public final class ControlClient {
  /** Longer than any answer. */
  private static final int MAX_ANSWER_BYTES = 4 << 20;

  /** For sending a request. */
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  private final Path file;
  private final Duration timeout;

  /**
   * A client.
   *
   * @param file the server's socket
   * @param timeout for a command
   */
  public ControlClient(Path file, Duration timeout) {
    this.file = file;
    this.timeout = timeout;
  }

  /**
   * Sends a command and waits for the answer.
   *
   * @param words the command's words and its arguments
   * @return empty if no server listens
   * @throws ControlException if one does and there is no answer
   */
  public Optional<ControlAnswer> ask(List<String> words) {
    ControlRequest request = new ControlRequest(words);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (TimedChannel channel =
        new TimedChannel(SocketChannel.open(UnixDomainSocketAddress.of(file)))) {
      channel.write(StandardCharsets.UTF_8.encode(request.text()), SEND_TIMEOUT);
      ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER_BYTES);
      channel.read(answer, bytes -> false, timeout);
      return Optional.of(
          ControlAnswer.parse(StandardCharsets.UTF_8.decode(answer.flip()).toString()));
    } catch (ConnectException e) {
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      throw new ControlException(
          "no answer within " + timeout.toSeconds() + " s; the server may be at it yet", e);
    } catch (SocketException e) {
      throw new ControlException(
          file + ": " + e.getMessage() + " (expected: run as the user that the server runs as)", e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new ControlException(file + ": " + e, e);
    }
  }
}
