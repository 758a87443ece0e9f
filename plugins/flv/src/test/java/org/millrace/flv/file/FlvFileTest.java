package org.millrace.flv.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.flv.tag.FlvTagType;

class FlvFileTest {
  private static final String AAC_CONFIG = "af001210";
  private static final String AAC_FRAME = "af01de02";
  private static final String KEY_FRAME = "17010000280000000165";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.flv");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    writeThreeTags();
    assertThat(read())
        .containsExactly("8 0 " + AAC_CONFIG, "9 40 " + KEY_FRAME, "8 63 " + AAC_FRAME);
  }

  @Test
  void bytesAreThoseOfTheSpecification() throws IOException {
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      writer.write(FlvTagType.AUDIO, 0x0123_4567, bytes(AAC_FRAME));
      assertThat(writer.position()).isEqualTo(13 + 11 + 4 + 4);
      writer.flush();
      writer.overwriteFlags(true, false);
    }
    assertThat(ByteBufUtil.hexDump(Files.readAllBytes(file)))
        .isEqualTo(
            "464c5601"
                + "04"
                + "00000009"
                + "00000000"
                + "08"
                + "000004"
                + "234567"
                + "01"
                + "000000"
                + AAC_FRAME
                + "0000000f");
  }

  @Test
  void timesBeyond24And32BitsAreRead() throws IOException {
    List<Long> millis = List.of(0xFF_FFFFL, 0x100_0000L, 0xFFFF_FFFFL, 0x1_0000_0010L);
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      for (long time : millis) {
        writer.write(FlvTagType.AUDIO, time, bytes(AAC_FRAME));
      }
    }
    // Steps of half the range and more are ambiguous: the third is read as a step back.
    assertThat(times().get(1) - times().get(0)).isEqualTo(1);
    assertThat(times().get(3) - times().get(2)).isEqualTo(17);
  }

  @Test
  void aFileCanBeGoneOnWith() throws IOException {
    writeThreeTags();
    long end = Files.size(file);
    Files.write(file, new byte[] {8, 0, 0}, StandardOpenOption.APPEND);
    try (FlvFileWriter writer = FlvFileWriter.append(file, end)) {
      writer.write(FlvTagType.AUDIO, 90, bytes(AAC_FRAME));
    }
    assertThat(read()).hasSize(4).last().isEqualTo("8 90 " + AAC_FRAME);
  }

  @Test
  void everyPrefixIsReadUpToTheLastWholeTag() throws IOException {
    writeThreeTags();
    byte[] whole = Files.readAllBytes(file);
    List<String> all = read();
    for (int length = FlvFileHeader.LENGTH; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read()).as("%d bytes", length).isEqualTo(all.subList(0, wholeTags(length)));
    }
  }

  /** Tags end, without the number behind them, at 28, 53 and 72. */
  private static int wholeTags(int length) {
    return length >= 72 ? 3 : length >= 53 ? 2 : length >= 28 ? 1 : 0;
  }

  @Test
  void wrongNumbersBetweenTagsAreForgiven() throws IOException {
    Files.write(
        file,
        ByteBufUtil.decodeHexDump(
            "464c5601050000000900000000"
                + tag("08", AAC_CONFIG)
                + "ffffffff"
                + tag("08", AAC_FRAME)));
    assertThat(read()).containsExactly("8 0 " + AAC_CONFIG, "8 0 " + AAC_FRAME);
  }

  @Test
  void headersMayBeLonger() throws IOException {
    Files.write(
        file,
        ByteBufUtil.decodeHexDump(
            "464c5601050000000b" + "aaaa" + "00000000" + tag("08", AAC_CONFIG) + "0000000f"));
    assertThat(read()).hasSize(1);
  }

  @Test
  void unknownAndEncryptedAndEmptyTagsAreSkipped() throws IOException {
    Files.write(
        file,
        ByteBufUtil.decodeHexDump(
            "464c5601050000000900000000"
                + (tag("0f", "0102") + "0000000d")
                + (tag("28", AAC_FRAME) + "0000000f")
                + (tag("09", "") + "0000000b")
                + (tag("08", AAC_CONFIG) + "0000000f")));
    assertThat(read()).containsExactly("8 0 " + AAC_CONFIG);
  }

  @Test
  void filesOfOtherFormatsAreRefused() throws IOException {
    Files.write(file, ByteBufUtil.decodeHexDump("000000206674797069736f6d"));
    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("FLV signature: 000000 (expected: 464c56)");
    Files.write(file, ByteBufUtil.decodeHexDump("464c560105ffffffff00000000"));
    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("header length: 4294967295");
    Files.write(file, new byte[3]);
    assertThatIOException().isThrownBy(this::read).withMessageContaining("3 bytes (expected:");
  }

  @Test
  void malformedBodiesAreNamedWithTheirPlace() throws IOException {
    Files.write(
        file,
        ByteBufUtil.decodeHexDump(
            "464c5601050000000900000000" + tag("08", AAC_CONFIG) + "0000000f" + tag("09", "17")));
    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("at 32: video tag: 1 bytes (expected: at least 2)");
  }

  @Test
  void framesTooLongForATagAreRefused() throws IOException {
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      ByteBuf body = Unpooled.wrappedBuffer(new byte[0x100_0000]);
      assertThatIOException()
          .isThrownBy(() -> writer.write(FlvTagType.VIDEO, 0, body))
          .withMessage("tag: 16777216 bytes (expected: at most 16777215)");
    }
  }

  private void writeThreeTags() throws IOException {
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      writer.write(FlvTagType.AUDIO, 0, bytes(AAC_CONFIG));
      writer.write(FlvTagType.VIDEO, 40, bytes(KEY_FRAME));
      writer.write(FlvTagType.AUDIO, 63, bytes(AAC_FRAME));
    }
  }

  private List<String> read() throws IOException {
    List<String> tags = new ArrayList<>();
    try (FlvFileReader reader = FlvFileReader.open(file)) {
      MediaFrame frame = reader.read();
      while (frame != null) {
        ByteBuf body = Unpooled.buffer();
        FlvBodies.writeBody(frame, body);
        tags.add(
            "%d %d %s"
                .formatted(
                    FlvBodies.tagType(frame),
                    MediaTime.toMillis(frame.dts()),
                    ByteBufUtil.hexDump(body)));
        frame.release();
        frame = reader.read();
      }
    }
    return tags;
  }

  private List<Long> times() throws IOException {
    return read().stream().map(tag -> Long.valueOf(tag.split(" ", -1)[1])).toList();
  }

  private static String tag(String type, String body) {
    return "%s%06x%08x%06x%s".formatted(type, body.length() / 2, 0, 0, body);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }
}
