package org.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.millrace.doubles.FrameRecorder;
import org.millrace.rtmp.client.RtmpClientException;
import org.millrace.testkit.TestServer;
import org.millrace.testkit.media.SyntheticSource;
import org.millrace.testkit.rtmp.PlayedStream;
import org.millrace.testkit.rtmp.PublishedStream;
import org.millrace.testkit.rtmp.RtmpPeer;

/** What a type of application has to keep to, seen by clients that speak RTMP. */
public abstract class ApplicationContract extends PluginContract {
  private static final int CLIENTS = 20;

  /** What a client may send as the arguments of a command. */
  private static final List<@Nullable Object[]> ODD_ARGUMENTS =
      List.of(
          new Object[0],
          new @Nullable Object[] {null},
          new Object[] {Double.NaN, -1, Double.MAX_VALUE},
          new Object[] {"x".repeat(10_000)},
          new Object[] {Map.of("a", List.of(1, "b", Map.of())), List.of(), true},
          new Object[] {"", "", "", "", "", "", "", "", "", ""});

  /**
   * The application.
   *
   * @return its name in the configuration, with a query if it wants one
   */
  protected abstract String application();

  /**
   * A stream that may be published and played.
   *
   * @return its name, with a query if the application wants one
   */
  protected String allowedStream() {
    return "contract";
  }

  /**
   * Streams that may not be published.
   *
   * @return the name of each, with its query, and what the reason contains; none unless the plugin
   *     says
   */
  protected Map<String, String> refusedStreams() {
    return Map.of();
  }

  /**
   * Commands that the application answers.
   *
   * @return their names; none unless the plugin says
   */
  protected List<String> commands() {
    return List.of();
  }

  /** What one client publishes another one sees. */
  @Test
  protected void publishedStreamIsPlayed() {
    try (TestServer server = setup().start()) {
      try (RtmpPeer camera = server.connect(application());
          RtmpPeer viewer = server.connect(application())) {
        PublishedStream published = camera.publish(allowedStream());
        PlayedStream played = viewer.play(allowedStream());
        published.send(SyntheticSource.standard(), Duration.ofSeconds(2));

        assertThat(played.frames().awaitKeyFrame().codec()).isEqualTo("h264");
        published.close();
      }
      assertNothingWentWrong(server);
    }
  }

  /** A refusal has its reason, no stream appears, and the client may try something else. */
  @TestFactory
  protected Stream<DynamicTest> refusedStreamsAreRefused() {
    return refusedStreams().entrySet().stream()
        .map(
            refused ->
                DynamicTest.dynamicTest(
                    refused.getKey(), () -> assertRefused(refused.getKey(), refused.getValue())));
  }

  private void assertRefused(String stream, String reason) {
    try (TestServer server = setup().start()) {
      FrameRecorder watched = server.watch(withoutQuery(application()), withoutQuery(stream));
      try (RtmpPeer peer = server.connect(application())) {
        assertThatExceptionOfType(RtmpClientException.class)
            .isThrownBy(() -> peer.publish(stream))
            .withMessageContaining(reason);
        assertThat(peer.isOpen()).isTrue();
        peer.publish(allowedStream()).close();
      }
      assertThat(watched.frames()).isEmpty();
      assertNothingWentWrong(server);
    }
  }

  private static String withoutQuery(String name) {
    int query = name.indexOf('?');
    return query < 0 ? name : name.substring(0, query);
  }

  /** Whatever the arguments are, there is an answer or a refusal, and no bug. */
  @TestFactory
  protected Stream<DynamicTest> commandsBearOddArguments() {
    return Stream.concat(commands().stream(), Stream.of("nobodyKnowsThisCommand"))
        .map(command -> DynamicTest.dynamicTest(command, () -> assertBearsOddArguments(command)));
  }

  private void assertBearsOddArguments(String command) {
    try (TestServer server = setup().start()) {
      try (RtmpPeer peer = server.connect(application())) {
        for (@Nullable Object[] arguments : ODD_ARGUMENTS) {
          callWhateverComes(peer, command, arguments);
          assertThat(peer.isOpen()).as("open after %s", List.of(command)).isTrue();
        }
      }
      assertNothingWentWrong(server);
    }
  }

  private static void callWhateverComes(
      RtmpPeer peer, String command, @Nullable Object... arguments) {
    try {
      peer.call(command, arguments);
    } catch (RtmpClientException e) {
      assertThat(e.status()).as("a refusal has a status").isPresent();
    }
  }

  /** Clients come, publish and go without a word; nothing of them stays. */
  @Test
  protected void clientsThatGoLeaveNothingBehind() {
    try (TestServer server = setup().start()) {
      List<RtmpPeer> peers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        peers.add(server.connect(application()));
      }
      peers.get(0).publish(allowedStream()).send(SyntheticSource.standard(), Duration.ofSeconds(1));
      peers.subList(1, CLIENTS).forEach(peer -> peer.play(allowedStream()));
      peers.forEach(RtmpPeer::close);

      try (RtmpPeer later = server.connect(application())) {
        later.publish(allowedStream()).close();
      }
      assertNothingWentWrong(server);
    }
  }
}
