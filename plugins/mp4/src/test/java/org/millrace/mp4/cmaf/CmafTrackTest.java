package org.millrace.mp4.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

class CmafTrackTest {
  /** High 4.0, one SPS of 1280x720, one PPS. */
  private static final Track AVC =
      Track.Video.of(0, Codec.H264, config("01640028ffe1000b67640028acb403c0113f2a01000468ee3cb0"));

  private static final Track AAC = Track.Audio.of(0, Codec.AAC, config("1210"));

  private static DecoderConfig config(String hex) {
    return DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }

  @Test
  void headerHasWhatCmafWants() {
    ByteBuf header = CmafTrack.of(AVC).orElseThrow().header(ByteBufAllocator.DEFAULT);

    assertThat(Boxes.outline(header))
        .isEqualTo(
            "ftyp moov(mvhd trak(tkhd mdia(mdhd hdlr minf(vmhd dinf(dref)"
                + " stbl(stsd stts stsc stco stsz)))) mvex(trex))");
    header.release();
  }

  @Test
  void decoderConfigurationIsInTheSampleEntry() {
    ByteBuf header = CmafTrack.of(AVC).orElseThrow().header(ByteBufAllocator.DEFAULT);
    ByteBuf stsd = Boxes.find(header, "moov/trak/mdia/minf/stbl/stsd");

    // version and flags, count; SampleEntry and VisualSampleEntry are 78 bytes
    ByteBuf entry = Boxes.find(stsd.slice(8, stsd.readableBytes() - 8), "avc1");
    ByteBuf avcc = Boxes.find(entry.slice(78, entry.readableBytes() - 78), "avcC");

    assertThat(ByteBufUtil.hexDump(avcc)).isEqualTo(AVC.config().toString());
    header.release();
  }

  @Test
  void codecsAreNamedAsPlayersWantThem() {
    Track hevc =
        Track.Video.of(0, Codec.H265, config("01016000000090000000000078f000fcfdf8f800000f00"));
    Track av1 = Track.Video.of(0, Codec.AV1, config("81040c00"));
    Track opus = Track.Audio.of(0, Codec.OPUS, config("4f707573486561640102380180bb0000000000"));
    Track mp3 = Track.Audio.of(0, Codec.MP3, DecoderConfig.NONE);

    assertThat(List.of(AVC, AAC, hevc, av1, opus, mp3))
        .extracting(track -> CmafTrack.of(track).orElseThrow().codecs())
        .containsExactly(
            "avc1.640028", "mp4a.40.2", "hvc1.1.6.L120.90", "av01.0.04M.08", "opus", "mp4a.40.34");
  }

  @Test
  void opusHeaderIsTurnedAround() {
    Track opus = Track.Audio.of(0, Codec.OPUS, config("4f707573486561640102380180bb0000000000"));
    ByteBuf header = CmafTrack.of(opus).orElseThrow().header(ByteBufAllocator.DEFAULT);
    ByteBuf stsd = Boxes.find(header, "moov/trak/mdia/minf/stbl/stsd");
    ByteBuf entry = Boxes.find(stsd.slice(8, stsd.readableBytes() - 8), "Opus");

    ByteBuf dops = Boxes.find(entry.slice(28, entry.readableBytes() - 28), "dOps");

    // version, channels, pre-skip 312, 48000 Hz, gain, family
    assertThat(ByteBufUtil.hexDump(dops)).isEqualTo("0002" + "0138" + "0000bb80" + "0000" + "00");
    header.release();
  }

  @Test
  void tracksWithoutConfigurationOrFormAreNotCarried() {
    assertThat(CmafTrack.of(Track.Video.of(0, Codec.H264, DecoderConfig.NONE))).isEmpty();
    assertThat(CmafTrack.of(Track.Video.of(0, Codec.H264, config("02")))).isEmpty();
    assertThat(CmafTrack.of(Track.Audio.of(0, Codec.SPEEX, DecoderConfig.NONE))).isEmpty();
    assertThat(CmafTrack.of(Track.Audio.of(0, Codec.AAC, config("12".repeat(200))))).isEmpty();
    assertThat(CmafTrack.of(new Track.Data(0, Codec.AMF0_DATA))).isEmpty();
  }

  @Test
  void keyFramesAndDiscardableOnesAreMarked() {
    List<MediaFrame> frames =
        List.of(
            frame(AVC, 0, 80, MediaFrame.KEY, 3),
            frame(AVC, 40, 160, 0, 3),
            frame(AVC, 80, 120, MediaFrame.DISCARDABLE, 3));

    ByteBuf trun = Boxes.find(chunk(AVC, 1, frames, 120), "moof/traf/trun");

    assertThat(ByteBufUtil.hexDump(trun.slice(12, 48)))
        .isEqualTo(
            "00000e10"
                + "00000003"
                + "02000000"
                + "00001c20"
                + "00000e10"
                + "00000003"
                + "01010000"
                + "00002a30"
                + "00000e10"
                + "00000003"
                + "01810000"
                + "00000e10");
  }

  /** What came in milliseconds goes out without drift, and the payloads as they were. */
  @Property(tries = 200)
  void chunksHoldTheFrames(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 300) Integer> sizes,
      @ForAll @LongRange(min = 0, max = 1L << 40) long start) {
    List<MediaFrame> frames = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      frames.add(frame(AAC, start + 23L * i, start + 23L * i, MediaFrame.KEY, sizes.get(i)));
    }
    long end = start + 23L * sizes.size();

    ByteBuf chunk = chunk(AAC, 7, frames, end);

    assertThat(Boxes.outline(chunk)).isEqualTo("moof(mfhd traf(tfhd tfdt trun)) mdat");
    assertThat(Boxes.find(chunk, "moof/mfhd").getInt(4)).isEqualTo(7);
    long time = Boxes.find(chunk, "moof/traf/tfdt").getLong(4);
    assertThat(time).isEqualTo(MediaTime.to(MediaTime.ofMillis(start), 44_100));
    ByteBuf trun = Boxes.find(chunk, "moof/traf/trun");
    assertThat(trun.getInt(4)).isEqualTo(sizes.size());
    int offset = trun.getInt(8);
    for (int i = 0; i < sizes.size(); i++) {
      time += trun.getInt(12 + 16 * i);
      int size = trun.getInt(12 + 16 * i + 4);
      assertThat(chunk.slice(offset, size)).isEqualTo(frames.get(i).payload());
      offset += size;
    }
    assertThat(time).isEqualTo(MediaTime.to(MediaTime.ofMillis(end), 44_100));
    assertThat(offset).isEqualTo(chunk.writerIndex());
  }

  private static ByteBuf chunk(
      Track track, long sequence, List<MediaFrame> frames, long endMillis) {
    ByteBuf made =
        CmafTrack.of(track)
            .orElseThrow()
            .chunk(ByteBufAllocator.DEFAULT, sequence, frames, MediaTime.ofMillis(endMillis));
    ByteBuf copy = Unpooled.copiedBuffer(made);
    assertThat(made.release()).isTrue();
    return copy;
  }

  private static MediaFrame frame(Track track, long dts, long pts, int flags, int size) {
    byte[] payload = new byte[size];
    Arrays.fill(payload, (byte) dts);
    return MediaFrame.of(
        track,
        MediaTime.ofMillis(dts),
        MediaTime.ofMillis(pts),
        flags,
        Unpooled.wrappedBuffer(payload));
  }
}
