package org.millrace.server.io;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.millrace.api.media.CodecConfigException;

/** Plain words for why a connection ended. */
final class CloseReasons {
  static final String PEER_CLOSED = "peer closed";
  static final String RESET = "connection reset by peer";
  static final String CLOSED_HERE = "closed by the server";
  static final String INTERNAL_ERROR = "internal error";

  /** {@code bind(..) failed with error(-98): Address already in use}. */
  private static final Pattern NATIVE_PREFIX =
      Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

  /** Netty's exceptions may quote all that the peer has sent. */
  private static final int MAX_LENGTH = 200;

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  private CloseReasons() {}

  /** A reason that a peer's bytes can neither make long nor break into lines. */
  static String oneLine(String reason) {
    String line = CONTROLS.matcher(reason).replaceAll(" ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  /**
   * The reason for a failure that is the peer's or the network's.
   *
   * @return empty if it is a bug here: a decoder that throws anything but an exception about what
   *     it decodes is wrapped by Netty, and looks at the cause are how to tell
   */
  static Optional<String> ofPeer(Throwable failure) {
    if (failure instanceof DecoderException) {
      Throwable cause = failure.getCause();
      return cause == null ? Optional.of(text(failure)) : ofPeer(cause);
    }
    if (failure instanceof SSLException || failure instanceof GeneralSecurityException) {
      return Optional.of("TLS: " + text(failure));
    }
    if (failure instanceof CodecConfigException) {
      return Optional.of(text(failure));
    }
    if (failure instanceof ClosedChannelException) {
      return Optional.of(PEER_CLOSED);
    }
    return failure instanceof IOException ? Optional.of(ofIo(text(failure))) : Optional.empty();
  }

  /** The kernel's errors have no type of their own: the JDK and Netty give strerror(3)'s text. */
  private static String ofIo(String message) {
    if (message.contains("Connection reset")) {
      return RESET;
    }
    return message.contains("Broken pipe") ? PEER_CLOSED : "I/O error: " + message;
  }

  /** The message without what Netty's native transports put before the system's words. */
  static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : NATIVE_PREFIX.matcher(message).replaceFirst("");
  }
}
