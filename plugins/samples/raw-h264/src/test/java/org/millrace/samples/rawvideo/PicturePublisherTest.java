package org.millrace.samples.rawvideo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.media.CodecConfigException;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.doubles.FakeConnection;
import org.millrace.doubles.FakePublication;
import org.millrace.doubles.RecordedFrame;
import org.millrace.doubles.Settings;

class PicturePublisherTest {
  private static final String SETS =
      "000000016742c00dd901519e226c0440000003004000000c83c50a92" + "0000000168cb83cb20";
  private static final String KEY = "00000001658801";
  private static final String PICTURE = "00000001419a03";

  private final EmbeddedChannel channel = new EmbeddedChannel(false, false);
  private final FakeConnection connection =
      new FakeConnection(channel)
          .withSettings(
              Settings.of("localStreamName", "cam", "frameRate", 25, "maxPictureBytes", 1024));

  @Test
  void picturesArePublishedWithTheirConfigurationAndTheTimesOfTheFrameRate() throws Exception {
    open();
    send(SETS + KEY + PICTURE + PICTURE);

    FakePublication publication = connection.client().publications().get(0);
    assertThat(publication.key().name()).isEqualTo("cam");
    assertThat(publication.frames())
        .extracting(RecordedFrame::dtsMillis, RecordedFrame::flags)
        .containsExactly(tuple(0L, MediaFrame.CONFIG), tuple(0L, MediaFrame.KEY), tuple(40L, 0));
    assertThat(publication.frames().get(1).payload()).isEqualTo("00000003658801");
    assertThat(publication.flushes()).isEqualTo(1);
    channel.close();
  }

  @Test
  void nothingIsReadUntilTheApplicationHasSaidYes() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    connection.client().decideAfter(asked);
    open();
    assertThat(channel.config().isAutoRead()).isFalse();

    asked.complete(null);
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.close();
  }

  @Test
  void whoIsRefusedIsClosedWithTheReason() throws Exception {
    connection.client().refuse(Refusal.BUSY, "somebody is here");
    open();

    assertThat(connection.closeReason()).contains("somebody is here");
  }

  @Test
  void whoseStreamIsEndedIsClosed() throws Exception {
    open();
    connection.client().publications().get(0).owner().onClosed(CloseReason.KICKED);

    assertThat(connection.closeReason()).contains("KICKED");
  }

  @Test
  void aPictureThatIsTooLargeIsThePeersFault() throws Exception {
    open();
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> send(SETS + KEY + "ff".repeat(1024)))
        .withMessageContaining("expected: at most 1024");
    channel.close();
  }

  private void open() throws Exception {
    new RawH264Plugin().addTo(channel.pipeline(), connection);
    channel.register();
  }

  private void send(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }
}
