package org.millrace.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.rtmp.chunk.ChunkLimits;

class RtmpSettingsTest {

  private static ConfigNode.Table table(Map<String, Integer> values) {
    Map<String, ConfigNode> nodes = new HashMap<>();
    values.forEach(
        (name, value) -> nodes.put(name, new ConfigNode.Numeric(ConfigLocation.NONE, value)));
    return new ConfigNode.Table(ConfigLocation.NONE, nodes, List.of());
  }

  @Test
  void defaultsAreThoseOfTheReference() {
    RtmpSettings settings = RtmpSettings.of(table(Map.of()), table(Map.of()));
    assertThat(settings.validateHandshake()).isFalse();
    assertThat(settings.handshakeTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.chunkSize()).isEqualTo(65_536);
    assertThat(settings.windowAckSize()).isEqualTo(2_500_000);
    assertThat(settings.chunkLimits()).isEqualTo(new ChunkLimits(8_388_608, 64, 16_777_216));
    assertThat(settings.amfLimits()).isEqualTo(AmfLimits.DEFAULTS);
  }

  @Test
  void acceptorCountsBeforePlugin() {
    RtmpSettings settings =
        RtmpSettings.of(
            table(Map.of("chunkSize", 4096)), table(Map.of("chunkSize", 128, "maxStreams", 5)));
    assertThat(settings.chunkSize()).isEqualTo(4096);
    assertThat(settings.maxStreams()).isEqualTo(5);
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> RtmpSettings.of(table(Map.of("chunkSize", 1)), table(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1 (expected: 128 to 16777215)");
  }

  @Test
  void everySettingIsListedOnce() {
    assertThat(RtmpSettings.ALL).extracting(Setting::name).doesNotHaveDuplicates().hasSize(18);
  }
}
