package org.millrace.stresstest.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.media.AacConfig;
import org.millrace.api.media.AvcConfig;
import org.millrace.api.media.DecoderConfig;

class SyntheticStreamTest {
  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final SyntheticStream stream = new SyntheticStream(1000, 25, 50);

  private static List<Integer> nalTypes(ByteBuf picture) {
    List<Integer> types = new ArrayList<>();
    picture.skipBytes(5);
    while (picture.isReadable()) {
      int length = picture.readInt();
      types.add(picture.getByte(picture.readerIndex()) & 0x1F);
      picture.skipBytes(length);
    }
    picture.release();
    return types;
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = ByteBufUtil.getBytes(buffer);
    buffer.release();
    return bytes;
  }

  @Test
  void aGroupIsAKeyFrameAndPicturesThatSkipEverything() {
    // SEI, IDR, filler; SEI, P, filler
    assertThat(nalTypes(stream.picture(ALLOCATOR, 0, 0))).containsExactly(6, 5, 12);
    assertThat(nalTypes(stream.picture(ALLOCATOR, 49, 0))).containsExactly(6, 1, 12);
    assertThat(nalTypes(stream.picture(ALLOCATOR, 50, 0))).containsExactly(6, 5, 12);
    assertThat(bytes(stream.picture(ALLOCATOR, 0, 0))).startsWith(0x17, 1, 0, 0, 0);
    assertThat(bytes(stream.picture(ALLOCATOR, 1, 0))).startsWith(0x27, 1, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"1000, 25, 50", "300, 30, 60", "8000, 50, 25", "200, 10, 1"})
  void theBitrateIsKept(int kilobits, int framesPerSecond, int groupLength) {
    SyntheticStream media = new SyntheticStream(kilobits, framesPerSecond, groupLength);
    long sum = 0;
    for (int i = 0; i < groupLength; i++) {
      sum += bytes(media.picture(ALLOCATOR, i, 0)).length - 5;
    }
    double seconds = groupLength / (double) framesPerSecond;
    assertThat(sum * 8 / 1000.0 / seconds).isBetween(kilobits * 0.98, kilobits * 1.02);
  }

  @Test
  void aBitrateThatPicturesDoNotFitInGivesThemWithoutFiller() {
    SyntheticStream media = new SyntheticStream(8, 25, 50);

    assertThat(nalTypes(media.picture(ALLOCATOR, 0, 0))).containsExactly(6, 5);
    assertThat(nalTypes(media.picture(ALLOCATOR, 1, 0))).containsExactly(6, 1);
  }

  @Test
  void noUnitNeedsEmulationPrevention() {
    SyntheticStream media = new SyntheticStream(8, 25, 600);
    for (int i = 0; i < 700; i++) {
      ByteBuf picture = media.picture(ALLOCATOR, i, i).skipBytes(5);
      while (picture.isReadable()) {
        ByteBuf unit = picture.readSlice(picture.readInt());
        // 7.4.1: 00 00 00 to 00 00 03 must not be in a NAL unit
        assertThat(ByteBufUtil.hexDump(unit).replaceAll("(..)", "$1 "))
            .doesNotContainPattern("00 00 0[0-3] ");
      }
      picture.release();
    }
  }

  @Test
  void theConfigurationsAreWhatTheTracksSay() {
    ByteBuf video = stream.videoHeader(ALLOCATOR);
    ByteBuf audio = stream.audioHeader(ALLOCATOR);

    AvcConfig avc = AvcConfig.parse(DecoderConfig.copyOf(video.skipBytes(5)));
    AacConfig aac = AacConfig.parse(DecoderConfig.copyOf(audio.skipBytes(2)));

    assertThat(avc.width()).isEqualTo(320);
    assertThat(avc.height()).isEqualTo(240);
    assertThat(avc.lengthSize()).isEqualTo(4);
    assertThat(aac.sampleRate()).isEqualTo(44_100);
    assertThat(aac.channels()).isEqualTo(2);
    video.release();
    audio.release();
  }

  @Test
  void picturesAndSoundsAreDueByTheirOwnClocks() {
    assertThat(stream.pictureNanos(25)).isEqualTo(1_000_000_000L);
    assertThat(stream.pictureNanos(1)).isEqualTo(40_000_000L);
    assertThat(stream.soundNanos(441)).isEqualTo(10_240_000_000L);
  }

  @Test
  void aSecondOfSoundHas64Kilobits() {
    int frame = bytes(stream.sound(ALLOCATOR)).length - 2;

    assertThat(frame * 8 * 44_100 / 1024).isBetween(62_000, 65_000);
  }
}
