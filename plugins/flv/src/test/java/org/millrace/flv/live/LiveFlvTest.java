package org.millrace.flv.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.api.stream.CloseReason;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfValue;

class LiveFlvTest {
  private static final String FILE_HEADER = "464c5601050000000900000000";
  private static final String AAC_CONFIG = "af001210";
  private static final String AAC_FRAME = "af01de02";
  private static final String KEY_FRAME = "17010000280000000165";
  private static final String STREAM =
      FILE_HEADER + tag(8, 0, AAC_CONFIG) + tag(9, 40, KEY_FRAME) + tag(8, 63, AAC_FRAME);

  private final ProtocolLayer layer = new LiveFlvProtocol().layers().get(0);
  private final FakeConnection connection = new FakeConnection();
  private final EmbeddedChannel channel = connection.channel;

  @AfterEach
  void nothingIsLeft() {
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void tagsArePublished() {
    connection.accept();
    open();
    receive(STREAM);
    assertThat(connection.publishedName).isEqualTo("192.0.2.7_50112");
    assertThat(connection.written)
        .containsExactly("0 " + AAC_CONFIG, "40 " + KEY_FRAME, "63 " + AAC_FRAME);
    assertThat(connection.flushes).isPositive();
    assertThat(connection.closedBecause).isEmpty();
  }

  @Test
  void bytesMayComeOneByOne() {
    connection.accept();
    open();
    for (byte octet : ByteBufUtil.decodeHexDump(STREAM)) {
      channel.writeInbound(Unpooled.buffer().writeByte(octet));
    }
    assertThat(connection.written).hasSize(3);
  }

  @Test
  void framesWaitForTheDecision() {
    open();
    receive(STREAM);
    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(connection.written).isEmpty();
    connection.accept();
    assertThat(connection.written).hasSize(3);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void acceptorMayNameTheStream() {
    connection.setting("localStreamName", "studio");
    open();
    receive(STREAM);
    connection.accept();
    assertThat(connection.publishedName).isEqualTo("studio");
  }

  @Test
  void metadataMayNameTheStream() {
    connection.setting("localStreamName", "studio").setting("waitForMetadata", true).accept();
    open();
    receive(FILE_HEADER + tag(8, 0, AAC_CONFIG));
    assertThat(connection.publishedName).isEmpty();
    receive(tag(18, 0, metadata(Map.of("streamName", AmfValue.of("camera")))));
    assertThat(connection.publishedName).isEqualTo("camera");
    assertThat(connection.written).hasSize(2).first().isEqualTo("0 " + AAC_CONFIG);
  }

  @Test
  void metadataWithoutNameLeavesItToTheAcceptor() {
    connection.setting("localStreamName", "studio").setting("waitForMetadata", true).accept();
    open();
    receive(FILE_HEADER + tag(18, 0, metadata(Map.of())));
    assertThat(connection.publishedName).isEqualTo("studio");
  }

  @Test
  void addressesOfIpv6MakeNames() {
    connection.remote = new InetSocketAddress("2001:db8::1", 7);
    connection.accept();
    open();
    receive(STREAM);
    assertThat(connection.publishedName).isEqualTo("2001-db8-0-0-0-0-0-1_7");
  }

  @Test
  void refusedPublishersAreDisconnected() {
    open();
    receive(STREAM);
    connection.connected.complete(connection);
    RefusedException busy = new RefusedException(Refusal.BUSY, "live/x is already published");
    connection.published.completeExceptionally(new CompletionException(busy));
    assertThat(connection.closedBecause)
        .isEqualTo("publishing is refused: live/x is already published");
  }

  @Test
  void peerThatGoesEndsThePublication() {
    connection.accept();
    open();
    receive(STREAM);
    channel.close();
    assertThat(connection.publicationClosed).isEqualTo(CloseReason.CLIENT);
  }

  @Test
  void lostConnectionEndsThePublication() {
    connection.accept();
    open();
    receive(STREAM);
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    assertThat(connection.publicationClosed).isEqualTo(CloseReason.DISCONNECTED);
    assertThat(connection.closedBecause).isEqualTo("connection lost: Connection reset by peer");
  }

  @Test
  void publicationGrantedTooLateIsGivenBack() {
    open();
    receive(STREAM);
    channel.close();
    connection.accept();
    assertThat(connection.publicationClosed).isEqualTo(CloseReason.DISCONNECTED);
    assertThat(connection.written).isEmpty();
  }

  @Test
  void streamEndedByTheHostClosesTheConnection() {
    connection.accept();
    open();
    receive(STREAM);
    connection.owner.onClosed(CloseReason.TAKEN_OVER);
    assertThat(connection.closedBecause).isEqualTo("the stream was ended: TAKEN_OVER");
    assertThat(connection.publicationClosed).isNull();
    receive(tag(8, 90, AAC_FRAME));
    assertThat(connection.written).hasSize(3);
  }

  @Test
  void peersHaveToBeginInTime() {
    connection.setting("startTimeout", 2);
    open();
    receive(FILE_HEADER);
    channel.advanceTimeBy(2, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(connection.closedBecause).isEqualTo("no stream within 2000 ms (startTimeout)");
  }

  @Test
  void runningStreamsAreNotTimed() {
    connection.accept();
    open();
    receive(STREAM);
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    assertThat(connection.closedBecause).isEmpty();
  }

  @Test
  void whatWaitsIsBounded() {
    connection.setting("waitForMetadata", true).setting("maxPendingBytes", 65_536);
    open();
    receive(FILE_HEADER);
    for (int i = 0; i < 4; i++) {
      receive(tag(8, i, "af01" + "00".repeat(20_000)));
    }
    assertThat(connection.closedBecause)
        .isEqualTo("frames before the stream begins: 80000 bytes (expected: at most 65536)");
  }

  @Test
  void malformedStreamsEndWithAReason() {
    open();
    receive("000000000000000000");
    assertThat(connection.closedBecause).isEqualTo("FLV signature: 000000 (expected: 464c56)");
    receive(STREAM);
    assertThat(connection.written).isEmpty();
  }

  @Test
  void unknownTagsEndTheStream() {
    connection.accept();
    open();
    receive(STREAM + tag(15, 0, "00"));
    assertThat(connection.closedBecause).isEqualTo("tag type: 15 (expected: 8, 9 or 18)");
    assertThat(connection.publicationClosed).isEqualTo(CloseReason.FAILED);
  }

  @Test
  void longTagsEndTheStream() {
    connection.setting("maxTagBytes", 1_024);
    open();
    receive(FILE_HEADER + "08" + "000401" + "00000000" + "000000");
    assertThat(connection.closedBecause).isEqualTo("tag: 1025 bytes (expected: at most 1024)");
  }

  @Test
  void malformedBodiesEndTheStream() {
    connection.accept();
    open();
    receive(FILE_HEADER + tag(9, 0, "17"));
    assertThat(connection.closedBecause).isEqualTo("video tag: 1 bytes (expected: at least 2)");
  }

  @Test
  void malformedMetadataEndsTheStreamThatItNames() {
    connection.setting("waitForMetadata", true);
    open();
    receive(FILE_HEADER + tag(18, 0, "02000a6f6e4d6574614461746103"));
    assertThat(connection.closedBecause).startsWith("AMF at ");
  }

  @Test
  void firstBytesTellTheProtocol() {
    assertThat(detect("464c56")).isEqualTo(Detection.MINE);
    assertThat(detect("464c5601")).isEqualTo(Detection.MINE);
    assertThat(detect("464c")).isEqualTo(Detection.NEED_MORE);
    assertThat(detect("03")).isEqualTo(Detection.NOT_MINE);
  }

  @Property(tries = 500)
  void randomBytesDoNoHarm(@ForAll byte[] bytes) {
    FakeConnection peer = new FakeConnection();
    peer.accept();
    layer.addTo(peer.channel.pipeline(), peer);
    peer.channel.writeInbound(
        Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump(FILE_HEADER)).writeBytes(bytes));
    assertThat(peer.closedBecause).doesNotContain("internal error");
    assertThat(peer.channel.finish()).isFalse();
  }

  private void open() {
    layer.addTo(channel.pipeline(), connection);
  }

  private void receive(String hex) {
    channel.writeInbound(Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump(hex)));
  }

  private Detection detect(String hex) {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    return layer.detector().orElseThrow().detect(bytes);
  }

  private static String metadata(Map<String, AmfValue> members) {
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.write(AmfValue.of("onMetaData"), body);
    Amf0Encoder.write(AmfValue.object(members), body);
    return ByteBufUtil.hexDump(body);
  }

  private static String tag(int type, int millis, String body) {
    int length = body.length() / 2;
    return "%02x%06x%06x00000000%s%08x".formatted(type, length, millis, body, length + 11);
  }
}
