package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.millrace.api.media.CodecConfigException;

class CloseReasonsTest {
  static Stream<Arguments> peersFaults() {
    return Stream.of(
        // NIO's words, and those of the native transports
        Arguments.of(new IOException("Connection reset by peer"), "connection reset by peer"),
        Arguments.of(
            new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"),
            "connection reset by peer"),
        Arguments.of(new IOException("Broken pipe"), "peer closed"),
        Arguments.of(new ClosedChannelException(), "peer closed"),
        Arguments.of(
            new IOException("recvAddress(..) failed with error(-110): Connection timed out"),
            "I/O error: Connection timed out"),
        Arguments.of(new CorruptedFrameException("length 0"), "length 0"),
        Arguments.of(new CodecConfigException("version: 2"), "version: 2"),
        Arguments.of(new DecoderException(new CorruptedFrameException("length 0")), "length 0"),
        Arguments.of(
            new DecoderException(new SSLHandshakeException("no cipher suites in common")),
            "TLS: no cipher suites in common"));
  }

  @ParameterizedTest
  @MethodSource("peersFaults")
  void aPeersFaultIsSaidInPlainWords(Throwable failure, String reason) {
    assertThat(CloseReasons.ofPeer(failure)).hasValue(reason);
  }

  @Test
  void anythingElseIsABug() {
    assertThat(CloseReasons.ofPeer(new IllegalStateException("oops"))).isEmpty();
    assertThat(CloseReasons.ofPeer(new DecoderException(new IndexOutOfBoundsException())))
        .isEmpty();
    assertThat(CloseReasons.ofPeer(new EncoderException("cannot write this"))).isEmpty();
  }

  @Test
  void aPeerCanNeitherWriteLinesNorPagesIntoTheLog() {
    assertThat(CloseReasons.oneLine("bad\r\n[c1] forged\u001b[31m"))
        .isEqualTo("bad [c1] forged [31m");
    assertThat(CloseReasons.oneLine("x".repeat(10_000))).hasSize(203).endsWith("x...");
  }
}
