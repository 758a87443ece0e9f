package org.millrace.flvplayback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.stream.StreamKey;
import org.millrace.flvplayback.FakeStreams.Named;

class FlvPlaybackTest {
  private static final ConfigNode.Table NOTHING = ConfigNode.Table.empty(ConfigLocation.NONE);

  @Test
  void tellsAtStartHowToPublishAndWatch() {
    FakeHost host = start(NOTHING, "rtmp://localhost:1935/live/");

    assertThat(host.lines())
        .containsExactly(
            "INFO publish to rtmp://localhost:1935/live/<stream>",
            "INFO watch rtmp://localhost:1935/live/<stream>");
  }

  @Test
  void saysSoWhenNobodyCanReachIt() {
    assertThat(start(NOTHING).lines())
        .containsExactly("INFO application live: no acceptor with a known URI leads here");
  }

  @Test
  void streamsToPullAreReportedWithoutTheirPasswords() {
    ConfigNode.Table external =
        table(
            Map.of("uri", text("rtsp://me:secret@192.0.2.9/cam"), "localStreamName", text("cam")));
    ConfigNode.Table list = new ConfigNode.Table(ConfigLocation.NONE, Map.of(), List.of(external));

    assertThat(start(table(Map.of("externalStreams", list))).lines())
        .contains("WARN external stream cam is not there: no plugin pulls rtsp://192.0.2.9/cam");
  }

  @Test
  void keysOfCrtmpserverThatChangeNothingAreReportedOnce() {
    Map<String, ConfigNode> keys = new LinkedHashMap<>();
    keys.put("authentication", NOTHING);
    keys.put("maxRtmpOutBuffer", new ConfigNode.Numeric(ConfigLocation.NONE, 512 * 1024));
    keys.put("hasStreamAliases", new ConfigNode.Flag(ConfigLocation.NONE, true));

    assertThat(start(table(keys)).lines())
        .containsSubsequence(
            "WARN authentication is not enforced: anybody may publish unless onPublish refuses",
            "WARN hasStreamAliases has no effect: streams are played by their names",
            "WARN maxRtmpOutBuffer has no effect: how far a player may fall behind is said by"
                + " maxLag");
  }

  @Test
  void keysThatSayWhatIsTheCaseAnywayAreNotReported() {
    Map<String, ConfigNode> keys =
        Map.of(
            "hasStreamAliases", new ConfigNode.Flag(ConfigLocation.NONE, false),
            "enableCheckBandwidth", new ConfigNode.Flag(ConfigLocation.NONE, false));

    assertThat(start(table(keys)).lines()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void availableFlvsAreTheNamesOfItsLiveStreams() {
    FakeStreams streams =
        FakeStreams.of(
            new Named(new StreamKey("live", "b"), true),
            new Named(new StreamKey("live", "a"), true),
            new Named(new StreamKey("live", "waiting"), false),
            new Named(new StreamKey("other", "c"), true));
    FlvPlayback application = new FlvPlayback(new FakeHost(NOTHING, streams));

    Object answer =
        application.onCall(null, "getAvailableFlvs", List.of()).toCompletableFuture().join();

    assertThat(answer).isEqualTo(List.of("a", "b"));
    assertThat(application.onCall(null, "insertMetadata", List.of())).isNull();
  }

  @Test
  void recordsWhatTheConfigurationSays() {
    assertThat(decision(NOTHING)).isEqualTo(Decision.accept());
    assertThat(decision(record("onRequest"))).isEqualTo(Decision.accept());
    assertThat(decision(record("always"))).isEqualTo(Decision.acceptRecorded(Recording.RECORD));
    assertThat(decision(record("append"))).isEqualTo(Decision.acceptRecorded(Recording.APPEND));
    assertThat(decision(record("never"))).isEqualTo(Decision.acceptRecorded(Recording.NONE));
    assertThatThrownBy(() -> decision(record("sometimes"))).isInstanceOf(ConfigException.class);
  }

  @Test
  void pluginBringsTheTypeWithTheKeysOfCrtmpserver() {
    ApplicationFactory factory = new FlvPlaybackPlugin().applications().get(0);

    assertThat(factory.type()).isEqualTo("flvplayback");
    assertThat(factory.settings())
        .extracting(Setting::name)
        .contains("externalStreams", "maxRtspOutBuffer", "rtcpDetectionInterval", "keyframeSeek");
  }

  private static FakeHost start(ConfigNode.Table settings, String... uris) {
    FakeHost host = new FakeHost(settings, FakeStreams.of(), uris);
    new FlvPlayback(host).start();
    return host;
  }

  private static Decision decision(ConfigNode.Table settings) {
    PublishRequest request = new PublishRequest("cam", Recording.NONE, Map.of());
    return new FlvPlayback(new FakeHost(settings, FakeStreams.of()))
        .onPublish(null, request)
        .toCompletableFuture()
        .join();
  }

  private static ConfigNode.Table record(String mode) {
    return table(Map.of("record", text(mode)));
  }

  private static ConfigNode text(String value) {
    return new ConfigNode.Text(ConfigLocation.NONE, value);
  }

  private static ConfigNode.Table table(Map<String, ConfigNode> values) {
    return new ConfigNode.Table(ConfigLocation.NONE, values, List.of());
  }
}
