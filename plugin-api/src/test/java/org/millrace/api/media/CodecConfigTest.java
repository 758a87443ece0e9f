package org.millrace.api.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The video configurations are those that encoders make of a picture of 322x182. */
class CodecConfigTest {
  private static final String AVC_HIGH =
      "0164000dffe1001a6764000dacd941519e226c0440000003004000000c83c50a658001000668ebe3cb22c0fdf8f800";

  private static final String AVC_INTERLACED_422 =
      "017a0015ffe10019677a0015bcd941533c44d8088000000300800000190f8a14cb01000668fba3cb22c0fef8f800";

  private static final String AVC_BASELINE =
      "0142c00dffe100186742c00dd901519e226c0440000003004000000c83c50a9201000568cb83cb20";

  private static final String HEVC_MAIN_10 =
      "0102200000009000000000003cf000fcfdfafa00000f03200001001840010c01ffff02200000030090000003000003003c959809210001002c42010102200000030090000003000003003ca00a480b9c94d96566924caf016808000003000800000300c84022000100074401c172b46240";

  private static final String AV1_MAIN_10 = "81004c000a0b0200000561e836a017c202";

  private static final List<Consumer<DecoderConfig>> PARSERS =
      List.of(
          AvcConfig::parse,
          HevcConfig::parse,
          Av1Config::parse,
          AacConfig::parse,
          OpusConfig::parse);

  @Test
  void avcGivesTheCroppedSize() {
    AvcConfig config = AvcConfig.parse(config(AVC_HIGH));
    assertThat(config.width()).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(config.profileText()).isEqualTo("High 1.3");
    assertThat(config.lengthSize()).isEqualTo(4);
    assertThat(config.sequenceParameterSets()).hasSize(1);
    assertThat(ByteBufUtil.hexDump(config.pictureParameterSets().get(0))).isEqualTo("68ebe3cb22c0");
  }

  @Test
  void avcFieldsAndChromaFormatsChangeTheUnitOfCropping() {
    AvcConfig config = AvcConfig.parse(config(AVC_INTERLACED_422));
    assertThat(config.width()).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(config.profileText()).isEqualTo("High 4:2:2 2.1");
  }

  @Test
  void avcProfilesAreTextForPeople() {
    assertThat(AvcConfig.parse(config(AVC_BASELINE)).profileText())
        .isEqualTo("Constrained Baseline 1.3");
    assertThat(new AvcConfig(66, 0x10, 11, 4, List.of(), List.of(), 0, 0).profileText())
        .isEqualTo("Baseline 1b");
    assertThat(new AvcConfig(1, 0, 40, 4, List.of(), List.of(), 0, 0).profileText())
        .isEqualTo("profile 1 4.0");
  }

  @Test
  void avcIsMadeOfParameterSets() {
    for (String record : List.of(AVC_HIGH, AVC_INTERLACED_422, AVC_BASELINE)) {
      AvcConfig config = AvcConfig.parse(config(record));

      assertThat(
              AvcConfig.decoderConfig(
                  config.sequenceParameterSets(), config.pictureParameterSets()))
          .hasToString(record);
    }
  }

  @Test
  void avcIsNotMadeOfWhatIsNoParameterSet() {
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> AvcConfig.decoderConfig(List.of(), List.of()))
        .withMessage("sequence parameter set: 0 bytes (expected: at least 4)");
    ByteBuf huge = Unpooled.buffer().writeZero(65_536);
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> AvcConfig.decoderConfig(List.of(huge), List.of()))
        .withMessage("parameter set: 65536 bytes (expected: at most 65535)");
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> AvcConfig.decoderConfig(Collections.nCopies(32, huge), List.of()))
        .withMessage("parameter sets: 32 (expected: at most 31)");
  }

  @Test
  void avcMayLackParameterSets() {
    AvcConfig config = AvcConfig.parse(config("0164000dffe000"));
    assertThat(config.width()).isZero();
  }

  @Test
  void hevcGivesTheCroppedSize() {
    HevcConfig config = HevcConfig.parse(config(HEVC_MAIN_10));
    assertThat(config.width()).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(config.profileText()).isEqualTo("Main 10 2.0");
    assertThat(config.lengthSize()).isEqualTo(4);
    assertThat(config.parameterSets()).hasSize(3);
  }

  @Test
  void av1GivesTheSizeOfTheSequenceHeader() {
    Av1Config config = Av1Config.parse(config(AV1_MAIN_10));
    assertThat(config.width()).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(config.profileText()).isEqualTo("Main 2.0 10 bit");
  }

  @Test
  void av1MayLackTheSequenceHeader() {
    assertThat(Av1Config.parse(config("81004c00")).width()).isZero();
  }

  @Test
  void aacGivesRateChannelsAndProfile() {
    assertThat(AacConfig.parse(config("1210")))
        .isEqualTo(new AacConfig(2, 44_100, 44_100, 2, false, false, 1024));
    assertThat(AacConfig.parse(config("1190")).profileText()).isEqualTo("LC");
  }

  @Test
  void aacRateMayBeExplicit() {
    // object type 2, index 15, 44,056 Hz, 1 channel
    assertThat(AacConfig.parse(config("1780560c08")).sampleRate()).isEqualTo(44_056);
  }

  @Test
  void aacFramesMayHave960Samples() {
    assertThat(AacConfig.parse(config("1214")).samplesPerFrame()).isEqualTo(960);
  }

  @Test
  void sbrAndPsAreSignalledInTwoWays() {
    // object type 5 first: 22,050 Hz core, 44,100 Hz with SBR, then object type 2
    AacConfig first = AacConfig.parse(config("2b920800"));
    assertThat(first).isEqualTo(new AacConfig(2, 22_050, 44_100, 2, true, false, 1024));
    assertThat(first.profileText()).isEqualTo("HE-AAC");
    // object type 29 first
    assertThat(AacConfig.parse(config("eb8a0800")).profileText()).isEqualTo("HE-AAC v2");
    // behind the core's configuration, as ffmpeg and FDK write it
    AacConfig behind = AacConfig.parse(config("131056e59d4880"));
    assertThat(behind).isEqualTo(new AacConfig(2, 24_000, 48_000, 2, true, true, 1024));
    // the same, but SBR is said not to be there, as ffmpeg writes for AAC LC
    assertThat(AacConfig.parse(config("120856e500")))
        .isEqualTo(new AacConfig(2, 44_100, 44_100, 1, false, false, 1024));
  }

  @Test
  void aacChannelsMayBeListed() {
    // channel configuration 0; program: one pair and one single in front, one low frequency
    String bits =
        "00010"
            + "0100"
            + "0000"
            + "000" // LC, 44,100 Hz, listed; no flags
            + "0000"
            + "01"
            + "0100"
            + "0010"
            + "0000"
            + "0000"
            + "01"
            + "000"
            + "0000"
            + "000"
            + "10000"
            + "00000"
            + "0000";
    assertThat(AacConfig.parse(ofBits(bits)).channels()).isEqualTo(4);
  }

  @Test
  void opusGivesChannels() {
    assertThat(OpusConfig.parse(config("4f707573486561640102380180bb0000000000")))
        .isEqualTo(new OpusConfig(2, 312, 48_000, 0, 0));
  }

  @Test
  void tracksAreDescribedByTheirConfigurations() {
    assertThat(Track.Video.of(0, Codec.H264, config(AVC_HIGH)).description())
        .isEqualTo("H.264 High 1.3 322x182");
    assertThat(Track.Video.of(0, Codec.H265, config(HEVC_MAIN_10)).width()).isEqualTo(322);
    assertThat(Track.Video.of(0, Codec.AV1, config(AV1_MAIN_10)).height()).isEqualTo(182);
    assertThat(Track.Audio.of(0, Codec.AAC, config("1210")).description())
        .isEqualTo("AAC LC 44100 Hz stereo");
    assertThat(Track.Audio.of(0, Codec.OPUS, config("4f707573486561640102380180bb0000000000")))
        .returns(48_000, Track.Audio::sampleRate)
        .returns(2, Track.Audio::channels);
  }

  @Test
  void tracksWithoutUsableConfigurationAreTracksNonetheless() {
    assertThat(Track.Video.of(0, Codec.H264, DecoderConfig.NONE).description()).isEqualTo("H.264");
    assertThat(Track.Video.of(0, Codec.VP9, config("01")).description()).isEqualTo("VP9");
    assertThat(Track.Video.of(0, Codec.H264, config("ff")).description())
        .isEqualTo("H.264 (malformed configuration)");
    assertThat(Track.Audio.of(0, Codec.AAC, config("ff")).description())
        .isEqualTo("AAC (malformed configuration)");
  }

  @Test
  void malformedConfigurationsSayWhatIsWrong() {
    assertMalformed(AvcConfig::parse, "", "AVC configuration: 0 bytes left (expected: at least 1)");
    assertMalformed(AvcConfig::parse, "0364000dff", "version: 3 (expected: 1)");
    assertMalformed(
        AvcConfig::parse, "0164000dffe1ffff67", "1 bytes left (expected: at least 65535)");
    assertMalformed(AvcConfig::parse, "0164000dffe100026764" + "00", "bits: ");
    assertMalformed(HevcConfig::parse, "02", "version: 2");
    assertMalformed(Av1Config::parse, "01", "marker and version: 1 (expected: 129)");
    assertMalformed(AacConfig::parse, "16", "bits: 3 left (expected: at least 4)");
    assertMalformed(AacConfig::parse, "1690", "sampling frequency index: 13");
    assertMalformed(OpusConfig::parse, "4f707573486561650102380180bb0000000000", "magic: OpusHeae");
  }

  @Test
  void everyPrefixIsParsedOrMalformed() {
    for (String hex : List.of(AVC_HIGH, AVC_INTERLACED_422, HEVC_MAIN_10, AV1_MAIN_10)) {
      for (int length = 0; length < hex.length(); length += 2) {
        assertOnlyCodecConfigException(config(hex.substring(0, length)));
      }
    }
  }

  @Property(tries = 2_000)
  void randomBytesAreParsedOrMalformed(@ForAll @Size(max = 200) byte[] bytes) {
    assertOnlyCodecConfigException(DecoderConfig.copyOf(Unpooled.wrappedBuffer(bytes)));
  }

  @Property(tries = 2_000)
  void damagedConfigurationsAreParsedOrMalformed(@ForAll int at, @ForAll byte damage) {
    for (String hex : List.of(AVC_HIGH, AVC_INTERLACED_422, HEVC_MAIN_10, AV1_MAIN_10)) {
      byte[] bytes = ByteBufUtil.decodeHexDump(hex);
      bytes[Math.floorMod(at, bytes.length)] = damage;
      assertOnlyCodecConfigException(DecoderConfig.copyOf(Unpooled.wrappedBuffer(bytes)));
    }
  }

  private static void assertOnlyCodecConfigException(DecoderConfig config) {
    for (Consumer<DecoderConfig> parser : PARSERS) {
      try {
        parser.accept(config);
      } catch (CodecConfigException e) {
        assertThat(e.getMessage()).contains("(expected: ");
      }
    }
  }

  private static void assertMalformed(Consumer<DecoderConfig> parser, String hex, String problem) {
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> parser.accept(config(hex)))
        .withMessageContaining(problem);
  }

  private static DecoderConfig config(String hex) {
    return DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }

  private static DecoderConfig ofBits(String bits) {
    StringBuilder hex = new StringBuilder();
    String padded = bits + "0".repeat(-bits.length() & 7);
    for (int i = 0; i < padded.length(); i += 4) {
      hex.append(Integer.toHexString(Integer.parseInt(padded.substring(i, i + 4), 2)));
    }
    return config(hex.toString());
  }
}
