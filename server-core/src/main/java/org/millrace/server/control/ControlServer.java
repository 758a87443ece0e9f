package org.millrace.server.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Listens to commands at a Unix-domain socket, on a thread of its own, one after the other. */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(ControlServer.class);

  /** For saying a request, and for reading its answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** After a failure to accept. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path file;
  private final ServerSocketChannel listener;
  private final ControlCommands commands;
  private final Duration timeout;

  private ControlServer(
      Path file, ServerSocketChannel listener, ControlCommands commands, Duration timeout) {
    this.file = file;
    this.listener = listener;
    this.commands = commands;
    this.timeout = timeout;
  }

  /**
   * Begins to listen.
   *
   * @param file the socket; its folder is made, or must be closed to other users
   * @param ownFolder whether the folder is for nobody but the server, and may be closed to others
   * @param commands what can be asked for
   * @return to be closed
   * @throws ControlException if that is not possible
   */
  public static ControlServer open(Path file, boolean ownFolder, ControlCommands commands) {
    return open(file, ownFolder, commands, TIMEOUT);
  }

  static ControlServer open(
      Path file, boolean ownFolder, ControlCommands commands, Duration timeout) {
    try {
      SocketFile.prepare(file, ownFolder);
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      boolean done = false;
      try {
        listener.bind(UnixDomainSocketAddress.of(file));
        SocketFile.protect(file);
        done = true;
      } finally {
        if (!done) {
          listener.close();
        }
      }
      ControlServer server = new ControlServer(file, listener, commands, timeout);
      server.start();
      return server;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new ControlException(file + ": " + e.getMessage(), e);
    }
  }

  private void start() {
    Thread thread = new Thread(this::listen, "millrace-control");
    thread.setDaemon(true);
    thread.start();
    LOG.info("commands are taken at {}", file);
  }

  private void listen() {
    while (listener.isOpen()) {
      try {
        serve(listener.accept());
      } catch (ClosedChannelException e) {
        LOG.debug("{}: closed", file);
      } catch (IOException e) {
        LOG.warn("{}: {}", file, e.toString());
        // Most likely there are no file descriptors left; there will not be any at once.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void serve(SocketChannel accepted) {
    try (TimedChannel peer = new TimedChannel(accepted)) {
      serve(peer);
    } catch (IOException e) {
      LOG.info("{}: {}", file, e.toString());
    }
  }

  private void serve(TimedChannel peer) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ControlRequest.MAX_BYTES);
    peer.read(bytes, ControlRequest::isComplete, timeout);
    ControlAnswer answer = answer(bytes.flip());
    peer.write(ByteBuffer.wrap(answer.text().getBytes(StandardCharsets.UTF_8)), timeout);
  }

  private ControlAnswer answer(ByteBuffer bytes) {
    if (bytes.limit() == bytes.capacity()) {
      return new ControlAnswer(
          ControlAnswer.WRONG_USAGE,
          List.of("request: too long (expected: less than " + bytes.capacity() + " bytes)"));
    }
    try {
      ControlRequest request = ControlRequest.parse(bytes);
      LOG.info("command: {}", String.join(" ", request.words()));
      return commands.run(request.words());
    } catch (ControlException e) {
      return new ControlAnswer(ControlAnswer.WRONG_USAGE, List.of(String.valueOf(e.getMessage())));
    }
  }

  /** Listens no more. The command that is being carried out goes on. */
  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(file);
  }
}
