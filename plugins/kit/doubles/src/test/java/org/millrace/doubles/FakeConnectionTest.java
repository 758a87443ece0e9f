package org.millrace.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.Setting;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;

class FakeConnectionTest {
  private static final PublicationOwner OWNER =
      new PublicationOwner() {
        @Override
        public String describe() {
          return "c1";
        }

        @Override
        public void onClosed(CloseReason reason) {}
      };

  private final FakeConnection connection = new FakeConnection();

  private Client connect() {
    ConnectRequest request =
        new ConnectRequest("test", "live", "", "", "", connection.remoteAddress(), Map.of());
    return connection.connect(request).toCompletableFuture().join();
  }

  @Test
  void clientsMayPublishAndPlayUntilTheyAreRefused() {
    Client client = connect();
    client.publish(new PublishRequest("cam", Recording.NONE, Map.of()), OWNER);
    client.play(new PlayRequest("cam", Map.of()), new FrameRecorder().asSubscriber());
    connection.client().refuse(Refusal.NOT_ALLOWED, "no more");

    CompletableFuture<?> refused =
        client
            .publish(new PublishRequest("two", Recording.NONE, Map.of()), OWNER)
            .toCompletableFuture();

    assertThat(refused).isCompletedExceptionally();
    assertThat(connection.client().publishRequests()).hasSize(2);
    assertThat(connection.client().publications()).hasSize(1);
    assertThat(connection.client().subscriptions()).hasSize(1);
  }

  @Test
  void theFirstReasonForClosingCounts() {
    connection.close("enough");
    connection.close("really");

    assertThat(connection.closeReason()).isEqualTo("enough");
    assertThat(connection.channel().isOpen()).isFalse();
  }

  @Test
  void settingsHavePlaces() {
    FakeConnection set =
        connection.withSettings(Settings.of("port", 70_000, "names", List.of("a", "b")));

    assertThat(Setting.texts("names", "Names.").read(set.settings())).containsExactly("a", "b");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Setting.integer("port", 1, 1, 65_535, "A port.").read(set.settings()))
        .withMessageContaining("port: 70000 (expected: 1 to 65535)");
  }

  @Test
  void streamsHaveOnePublisher() throws StreamBusyException {
    FakeStreams streams = FakeStreams.of();
    StreamKey key = new StreamKey("live", "cam");
    streams.publish(key, connection.channel().eventLoop(), OWNER);

    assertThat(streams.find(key)).isPresent();
    assertThatExceptionOfType(StreamBusyException.class)
        .isThrownBy(() -> streams.publish(key, connection.channel().eventLoop(), OWNER));
    streams.publications().get(0).kick();
    assertThat(streams.find(key)).isEmpty();
  }

  @Test
  void aDoorHasWhatTheTestHasGivenToIt() {
    FakePluginContext context = new FakePluginContext("mine").withStreams(FakeStreams.of());
    context.log().info("{} is there", "it");

    assertThat(context.lines()).containsExactly("INFO it is there");
    assertThat(context.streams().streams()).isEmpty();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(context::scheduler)
        .withMessage("the plugin wants scheduler, and the test has given it none");
  }
}
