package org.millrace.rtmp.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.rtmp.chunk.ChunkWriter;

class RtmpFrameEncoderTest {
  private static final RtmpFrameEncoder ALL =
      new RtmpFrameEncoder(new ChunkWriter(65_536), 1, true, true);

  private static MediaFrame frame(int tagType, long millis, String body) {
    ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(body.replace(" ", "")));
    return new FlvDemuxer().frame(tagType, MediaTime.ofMillis(millis), bytes);
  }

  private static String encode(RtmpFrameEncoder encoder, MediaFrame frame) {
    ByteBuf out = Unpooled.buffer(encoder.maxLength(frame));
    encoder.encode(frame, out);
    assertThat(out.readableBytes()).isLessThanOrEqualTo(encoder.maxLength(frame));
    return ByteBufUtil.hexDump(out);
  }

  @Test
  void bodiesPassUnchangedBehindAnAbsoluteHeader() {
    String video = "2701000000" + "0000000241aa";
    assertThat(encode(ALL, frame(9, 40, video)))
        .isEqualTo("06 000028 00000b 09 01000000".replace(" ", "") + video);
    assertThat(encode(ALL, frame(8, 41, "af012110")))
        .isEqualTo("04 000029 000004 08 01000000 af012110".replace(" ", ""));
    assertThat(encode(ALL, frame(18, 42, "02000178")))
        .isEqualTo("05 00002a 000004 12 01000000 02000178".replace(" ", ""));
  }

  @Test
  void bytesDoNotDependOnWhatWasEncodedBefore() {
    MediaFrame frame = frame(9, 40, "2701000000 0000000241aa");
    String first = encode(ALL, frame);
    encode(ALL, frame(9, 80, "2701000000 0000000241bb"));
    assertThat(encode(ALL, frame)).isEqualTo(first);
  }

  @Test
  void frameOfAnotherSourceIsWrittenAsAnFlvBody() {
    Track track =
        new Track.Video(
            0,
            Codec.H264,
            DecoderConfig.copyOf(Unpooled.wrappedBuffer(new byte[] {1, 2, 3})),
            0,
            0,
            "");
    ByteBuf unit = Unpooled.wrappedBuffer(HexFormat.of().parseHex("000000026588"));
    MediaFrame frame =
        MediaFrame.of(track, MediaTime.ofMillis(40), MediaTime.ofMillis(80), MediaFrame.KEY, unit);
    assertThat(encode(ALL, frame))
        .isEqualTo("06 000028 00000b 09 01000000 1701000028 000000026588".replace(" ", ""));
  }

  @Test
  void unwantedKindsHaveNoBytes() {
    MediaFrame video = frame(9, 0, "2701000000 0000000241aa");
    MediaFrame audio = frame(8, 0, "af012110");
    MediaFrame data = frame(18, 0, "02000178");
    RtmpFrameEncoder deaf = new RtmpFrameEncoder(new ChunkWriter(128), 1, false, true);
    RtmpFrameEncoder blind = new RtmpFrameEncoder(new ChunkWriter(128), 1, true, false);
    assertThat(deaf.maxLength(audio)).isZero();
    assertThat(deaf.maxLength(video)).isPositive();
    assertThat(blind.maxLength(video)).isZero();
    assertThat(blind.maxLength(audio)).isPositive();
    assertThat(blind.maxLength(data)).isPositive();
  }

  @Test
  void codecsWithoutAnFlvFormHaveNoBytes() {
    Codec unknown = Codec.video("a codec without four characters", "?");
    Track track = new Track.Video(0, unknown, DecoderConfig.NONE, 0, 0, "");
    MediaFrame frame = MediaFrame.of(track, 0, 0, 0, Unpooled.wrappedBuffer(new byte[] {1}));
    assertThat(ALL.maxLength(frame)).isZero();
  }

  @Test
  void equalEncodersAreEqualSoThatTheirBytesAreShared() {
    assertThat(new RtmpFrameEncoder(new ChunkWriter(65_536), 1, true, true)).isEqualTo(ALL);
    assertThat(new RtmpFrameEncoder(new ChunkWriter(65_536), 2, true, true)).isNotEqualTo(ALL);
  }
}
