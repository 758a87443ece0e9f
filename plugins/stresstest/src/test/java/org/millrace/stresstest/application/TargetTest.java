package org.millrace.stresstest.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.rtmp.client.RtmpUri;

class TargetTest {
  private final Map<String, ConfigNode> keys = new LinkedHashMap<>();

  private static ConfigLocation at(String key) {
    return new ConfigLocation("applications[1]." + key, "m.lua", 7);
  }

  private TargetTest with(String key, String value) {
    keys.put(key, new ConfigNode.Text(at(key), value));
    return this;
  }

  private TargetTest with(String key, double value) {
    keys.put(key, new ConfigNode.Numeric(at(key), value));
    return this;
  }

  private TargetTest withStreams(String... names) {
    List<ConfigNode> items = new ArrayList<>();
    for (String name : names) {
      items.add(new ConfigNode.Text(at("streams"), name));
    }
    keys.put("streams", new ConfigNode.Table(at("streams"), Map.of(), items));
    return this;
  }

  private Target target() {
    return Target.of(new ConfigNode.Table(ConfigLocation.NONE, keys, List.of()));
  }

  private TargetTest usual() {
    return with("targetServer", "origin.example.org:1936")
        .with("targetApp", "live")
        .withStreams("a", "b");
  }

  @Test
  void streamsAreUris() {
    assertThat(usual().target().streams())
        .extracting(RtmpUri::toString)
        .containsExactly(
            "rtmp://origin.example.org:1936/live/a", "rtmp://origin.example.org:1936/live/b");
  }

  @Test
  void nothingIsPlayedUnlessItIsActive() {
    assertThat(usual().target().active()).isFalse();
  }

  @Test
  void playersTakeStreamsInTurnOrAtRandom() {
    Target inTurn = usual().target();
    keys.put("randomAccessStreams", new ConfigNode.Flag(at("randomAccessStreams"), true));
    Target random = target();

    assertThat(inTurn.choice().apply(3).stream()).isEqualTo("b");
    assertThat(inTurn.streams()).contains(random.choice().apply(3));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertFails(usual().with("numberOfConnections", 0), "numberOfConnections: 0 (expected: ");
    keys.clear();
    assertFails(usual().with("targetServer", "h:99999"), "targetServer: with targetApp and");
    keys.clear();
    assertFails(usual().withStreams(), "streams: {} (expected: one stream at least)");
  }

  private static void assertFails(TargetTest wrong, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(wrong::target)
        .withMessageContaining("m.lua:7: applications[1].")
        .withMessageContaining(message);
  }
}
