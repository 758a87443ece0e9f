package org.millrace.flvplayback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakeApplicationContext;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.Settings;

class FlvPlaybackTest {
  private static final ConfigNode.Table NOTHING = Settings.NONE;

  @Test
  void tellsAtStartHowToPublishAndWatch() {
    FakeApplicationContext host = start(NOTHING, "rtmp://localhost:1935/live/");

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
    Map<String, String> external =
        Map.of("uri", "rtsp://me:secret@192.0.2.9/cam", "localStreamName", "cam");

    assertThat(start(Settings.of("externalStreams", List.of(external))).lines())
        .contains("WARN external stream cam is not there: no plugin pulls rtsp://192.0.2.9/cam");
  }

  @Test
  void keysOfCrtmpserverThatChangeNothingAreReportedOnce() {
    ConfigNode.Table keys = Settings.of("authentication", NOTHING, "maxRtmpOutBuffer", 512 * 1024);

    assertThat(start(keys).lines())
        .containsSubsequence(
            "WARN authentication is not enforced: anybody may publish unless onPublish refuses",
            "WARN maxRtmpOutBuffer has no effect: how far a player may fall behind is said by"
                + " maxLag");
  }

  @Test
  void keysThatSayWhatIsTheCaseAnywayAreNotReported() {
    ConfigNode.Table keys = Settings.of("enableCheckBandwidth", false);

    assertThat(start(keys).lines()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void availableFlvsAreTheNamesOfItsLiveStreams() {
    FakeStreams streams =
        FakeStreams.of(
            new FakeStream(new StreamKey("live", "b"), true),
            new FakeStream(new StreamKey("live", "a"), true),
            new FakeStream(new StreamKey("live", "waiting"), false),
            new FakeStream(new StreamKey("other", "c"), true));
    FlvPlayback application = new FlvPlayback(host(NOTHING, streams));

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

  private static FakeApplicationContext host(ConfigNode.Table settings, FakeStreams streams) {
    return new FakeApplicationContext("live")
        .withSettings(settings)
        .withPlugin(new FakePluginContext("flvplayback").withStreams(streams));
  }

  private static FakeApplicationContext start(ConfigNode.Table settings, String... uris) {
    FakeApplicationContext host = host(settings, FakeStreams.of()).withUris(uris);
    new FlvPlayback(host).start();
    return host;
  }

  private static Decision decision(ConfigNode.Table settings) {
    PublishRequest request = new PublishRequest("cam", Recording.NONE, Map.of());
    return new FlvPlayback(host(settings, FakeStreams.of()))
        .onPublish(null, request)
        .toCompletableFuture()
        .join();
  }

  private static ConfigNode.Table record(String mode) {
    return Settings.of("record", mode);
  }
}
