package org.millrace.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.millrace.doubles.FakePublication;
import org.millrace.rtmp.chunk.ChunkWriter;
import org.millrace.rtmp.chunk.RawMessage;

class AbuseTest {

  /** One message of a type, on any message stream, with any payload. */
  @Provide
  Arbitrary<byte[]> messages() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(100)
        .flatMap(
            payload ->
                Arbitraries.of(1, 2, 3, 4, 5, 6, 8, 9, 15, 16, 17, 18, 19, 20, 22, 23)
                    .map(typeId -> wire(typeId, payload)));
  }

  private static byte[] wire(int typeId, byte[] payload) {
    var out = Unpooled.buffer();
    new ChunkWriter(128)
        .write(out, new RawMessage(3, typeId, 1, 0, Unpooled.wrappedBuffer(payload)));
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  @Property(tries = 120)
  void randomMessagesEndInAReasonOrInNothing(
      @ForAll @Size(max = 10) List<@From("messages") byte[]> messages) {
    try (RtmpPeer peer = new RtmpPeer()) {
      peer.publishing("demo");
      for (byte[] message : messages) {
        peer.sendBytes(HexFormat.of().formatHex(message));
      }
      if (!peer.closeReason().isEmpty()) {
        assertThat(peer.closeReason()).isNotBlank().doesNotContain("BUG");
      }
    }
  }

  @Property(tries = 120)
  void randomBytesAfterTheHandshakeEndInAReasonOrInNothing(@ForAll @Size(max = 3000) byte[] bytes) {
    try (RtmpPeer peer = new RtmpPeer()) {
      peer.connect();
      peer.sendBytes(HexFormat.of().formatHex(bytes));
      if (!peer.closeReason().isEmpty()) {
        assertThat(peer.closeReason()).isNotBlank().doesNotContain("BUG");
      }
    }
  }

  @Test
  void deeplyNestedCommandEndsTheConnection() {
    try (RtmpPeer peer = new RtmpPeer()) {
      peer.connect();
      // "x", 0, {a: {a: {a: ...
      String command = "02000178" + "00" + "00".repeat(8) + "03000161".repeat(100_000);
      peer.sendBytes(HexFormat.of().formatHex(wire(20, HexFormat.of().parseHex(command))));
      assertThat(peer.closeReason()).contains("depth: 33 (expected: at most 32)");
    }
  }

  @Test
  void stringLongerThanTheMessageEndsTheConnection() {
    try (RtmpPeer peer = new RtmpPeer()) {
      peer.connect();
      peer.sendBytes("03 000000 000004 14 00000000 02 7fff 61");
      assertThat(peer.closeReason()).contains("string: 1 bytes left (expected: 32767)");
    }
  }

  @Test
  void commandWithoutNameEndsTheConnection() {
    try (RtmpPeer peer = new RtmpPeer()) {
      peer.connect();
      peer.sendBytes("03 000000 000000 14 00000000");
      assertThat(peer.closeReason())
          .isEqualTo("command: without a name (expected: a string first)");
    }
  }

  @Test
  void halfAFrameOfAGonePublisherIsForgotten() {
    try (RtmpPeer peer = new RtmpPeer()) {
      FakePublication publication = peer.publishing("demo");
      peer.sendBytes("06 000000 000100 09 01000000 17");
      peer.server.close();
      assertThat(publication.isOpen()).isFalse();
      assertThat(publication.frames()).isEmpty();
    }
  }
}
