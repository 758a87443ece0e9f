package org.millrace.api.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvcByteStreamTest {
  private static final String CODE = "000001";
  private static final String SPS = CODE + "6742c00dd901519e226c0440000003004000000c83c50a92";
  private static final String OTHER_SPS =
      CODE + "6764000dacd941519e226c0440000003004000000c83c50a6580";
  private static final String PPS = CODE + "68cb83cb20";
  private static final String IDR = CODE + "658801";
  private static final String IDR_REST = CODE + "654002";
  private static final String PICTURE = CODE + "419a03";
  private static final String SEI = CODE + "0605ff";
  private static final String DELIMITER = CODE + "0930";

  private final List<String> units = new ArrayList<>();
  private final List<DecoderConfig> configs = new ArrayList<>();
  private final AvcByteStream stream =
      new AvcByteStream(ByteBufAllocator.DEFAULT, 100, this::accept);

  @AfterEach
  void end() {
    stream.end();
  }

  private void accept(ByteBuf accessUnit, DecoderConfig config, boolean isKey) {
    units.add((isKey ? "key " : "") + ByteBufUtil.hexDump(accessUnit));
    configs.add(config);
    accessUnit.release();
  }

  @Test
  void anAccessUnitEndsWhereTheNextOneBegins() {
    write(SPS + PPS + IDR + PICTURE);
    assertThat(units).containsExactly("key 00000003658801");

    stream.end();
    assertThat(units).containsExactly("key 00000003658801", "00000003419a03");
  }

  @Test
  void slicesOfOnePictureAreOneAccessUnit() {
    write(SPS + PPS + SEI + IDR + IDR_REST + DELIMITER + PICTURE + SEI);

    assertThat(units)
        .containsExactly(
            "key 000000030605ff" + "00000003658801" + "00000003654002", "00000003419a03");
    stream.end();
    assertThat(units).hasSize(2);
  }

  @Test
  void theConfigurationIsMadeOfTheParameterSets() {
    write(SPS + PPS + IDR + PICTURE + SPS + PPS + IDR + OTHER_SPS + PPS + IDR);
    stream.end();

    assertThat(configs).hasSize(4);
    assertThat(AvcConfig.parse(configs.get(0)).profileText()).isEqualTo("Constrained Baseline 1.3");
    assertThat(configs.get(1)).isSameAs(configs.get(0));
    assertThat(configs.get(2)).as("repeated").isSameAs(configs.get(0));
    assertThat(AvcConfig.parse(configs.get(3)).profileText()).isEqualTo("High 1.3");
    assertThat(AvcConfig.parse(configs.get(3)).sequenceParameterSets()).hasSize(1);
  }

  @Test
  void whatComesBeforeParameterSetsIsLeftOut() {
    write("ffff" + PICTURE + IDR + PPS + PICTURE + SPS + PPS + IDR);
    stream.end();

    assertThat(units).containsExactly("key 00000003658801");
  }

  @Test
  void anAccessUnitWaitsForTwoBytesOfTheNextAlone() {
    write(SPS + PPS + IDR + CODE + "41");
    assertThat(units).isEmpty();

    write("9a");
    assertThat(units).containsExactly("key 00000003658801");
  }

  @Property(tries = 100)
  void piecesMayHaveAnySize(@ForAll @IntRange(min = 1, max = 40) int size) {
    List<String> inPieces = new ArrayList<>();
    AvcByteStream other =
        new AvcByteStream(
            ByteBufAllocator.DEFAULT,
            100,
            (unit, config, isKey) -> {
              inPieces.add((isKey ? "key " : "") + ByteBufUtil.hexDump(unit));
              unit.release();
            });
    ByteBuf all = bytes("00" + SPS + "00" + PPS + "00" + IDR + IDR_REST + PICTURE + SEI + PICTURE);
    while (all.isReadable()) {
      other.write(all.readSlice(Math.min(size, all.readableBytes())));
    }
    other.end();

    assertThat(inPieces)
        .containsExactly(
            "key 00000003658801" + "00000003654002",
            "00000003419a03",
            "000000030605ff00000003419a03");
  }

  @Test
  void memoryIsBounded() {
    write(SPS + PPS + IDR);
    assertMalformed("ff".repeat(101), "access unit: 102 bytes (expected: at most 100)");
  }

  @Test
  void anAccessUnitOfManySlicesIsBounded() {
    write(SPS + PPS + IDR);
    assertMalformed(
        (CODE + "65" + "40".repeat(40)).repeat(3) + CODE,
        "access unit: 142 bytes (expected: at most 100)");
  }

  @Test
  void parameterSetsAreBounded() {
    StringBuilder sets = new StringBuilder(SPS);
    for (int i = 0; i < 256; i++) {
      sets.append(CODE).append(String.format("68%02x80", i));
    }
    assertMalformed(sets + CODE, "parameter sets: 256 (expected: at most 255)");
  }

  @Test
  void malformedParameterSetsAreRefused() {
    assertMalformed(
        CODE + "6764" + IDR + PICTURE + CODE,
        "sequence parameter set: 2 bytes (expected: at least 4)");
  }

  private void assertMalformed(String hex, String problem) {
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> write(hex))
        .withMessage(problem);
  }

  private void write(String hex) {
    stream.write(bytes(hex));
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }
}
