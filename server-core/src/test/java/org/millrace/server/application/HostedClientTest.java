package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.server.fake.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.application.Application;
import org.millrace.api.application.Client;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.StreamAlias;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameConsumer;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscription;
import org.millrace.server.config.HookFailure;
import org.millrace.server.config.HookName;
import org.millrace.server.fake.Configs;
import org.millrace.server.fake.FakeConnection;
import org.millrace.server.fake.FakeSubscription;
import org.millrace.server.fake.Frames;
import org.millrace.server.fake.LineFormat.Writing;
import org.millrace.server.fake.LogCapture;

class HostedClientTest {
  private static final StreamKey CAM = new StreamKey("live", "cam");

  private final TestServer server = new TestServer();
  private final FakeConnection connection = new FakeConnection();
  private final LogCapture log = new LogCapture();
  @TempDir private Path folder;

  /** Its answers are set by the tests. */
  private static class Answers implements Application {
    private CompletionStage<Decision> decision = Decision.ACCEPTED;
    private final List<String> asked = new ArrayList<>();
    private int disconnects;

    @Override
    public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
      asked.add("publish " + request.stream());
      return decision;
    }

    @Override
    public CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
      asked.add("play " + request.stream());
      return decision;
    }

    @Override
    public CompletionStage<Object> onCall(Client client, String command, List<Object> arguments) {
      return switch (command) {
        case "echo" -> CompletableFuture.completedStage(arguments);
        case "bug" -> throw new IllegalStateException("bug");
        default -> null;
      };
    }

    @Override
    public void onDisconnect(Client client) {
      disconnects++;
    }
  }

  private final Answers application = new Answers();

  @AfterEach
  void stop() {
    connection.channel().close().syncUninterruptibly();
    log.close();
    server.close();
  }

  @Test
  void publishesWhatTheApplicationAccepts() {
    Publication publication = publish(client(), "cam").toCompletableFuture().join();

    assertThat(publication.key()).isEqualTo(CAM);
    assertThat(server.streams.publication(CAM)).isSameAs(publication);
    assertThat(application.asked).containsExactly("publish cam");
  }

  @Test
  void playsWhatTheApplicationAccepts() {
    Subscription subscription = play(client(), "cam").toCompletableFuture().join();

    assertThat(subscription.key()).isEqualTo(CAM);
    assertThat(application.asked).containsExactly("play cam");
  }

  @Test
  void hooksAreAskedForTheStreamThatAnAliasMeans() throws RefusedException {
    server.naming.aliases().add(new StreamAlias("live", "once", "cam", true, Optional.empty()));
    HostedClient client = client();

    assertThat(play(client, "once").toCompletableFuture().join().key()).isEqualTo(CAM);
    assertThat(play(client, "once").toCompletableFuture().join().key().name()).isEqualTo("once");

    assertThat(application.asked).containsExactly("play cam", "play once");
  }

  @Test
  void publisherAtAnIngestPointPublishesItsPublicStream() throws RefusedException {
    server.naming.ingestPoints().add(new IngestPoint("live", "secret", "cam"));

    HostedClient client = client();

    assertThat(publish(client, "secret").toCompletableFuture().join().key()).isEqualTo(CAM);
    assertThat(publish(client, "cam").toCompletableFuture()).isCompletedExceptionally();
    assertThat(application.asked).containsExactly("publish cam");
  }

  @Test
  void whoPlaysIsAViewerUntilTheSubscriptionEnds() {
    Subscription subscription = play(client(), "cam").toCompletableFuture().join();

    CompletableFuture<List<ViewerInfo>> viewers = server.viewers.of(CAM).toCompletableFuture();
    connection.embedded().runPendingTasks();
    ViewerInfo viewer = viewers.join().get(0);
    assertThat(viewer.connection()).isEqualTo("c1");
    assertThat(viewer.protocol()).isEqualTo("test");
    assertThat(viewer.stream()).isEqualTo(CAM);

    server.viewers.ended(subscription);
    server.viewers.ended(subscription);

    assertThat(server.viewers.of(CAM).toCompletableFuture().join()).isEmpty();
    assertThat(server.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("PlayBegun", "PlayEnded");
  }

  @Test
  void refusalOfTheApplicationIsPassedOn() {
    application.decision =
        Application.decided(Decision.refuse(Refusal.NOT_ALLOWED, "not before noon"));

    assertRefused(publish(client(), "cam"), Refusal.NOT_ALLOWED, "not before noon");
    assertThat(server.streams.publication(CAM)).isNull();
    assertThat(log.lines(Level.INFO))
        .contains("INFO publish of live/cam is refused: not before noon");
  }

  @Test
  void secondPublisherIsRefusedAsBusy() {
    HostedClient client = client();
    publish(client, "cam");

    assertRefused(
        publish(client, "cam"), Refusal.BUSY, "live/cam is already published by the test");
  }

  @Test
  void badNamesAreRefusedBeforeAnybodyIsAsked() {
    HostedClient client = client();

    assertRefused(
        publish(client, "../x"),
        Refusal.BAD_NAME,
        "stream name: ../x (expected: no \"..\" segment)");
    assertRefused(play(client, ""), Refusal.BAD_NAME, "stream name: empty");
    assertThat(application.asked).isEmpty();
  }

  @Test
  void configuredFunctionIsAskedFirstAndLearnsWhoWantsWhat() {
    AtomicReference<List<Object>> told = new AtomicReference<>();
    HostedClient client =
        client(
            config()
                .onPublish(
                    arguments -> {
                      told.set(List.of(arguments));
                      return CompletableFuture.completedStage(List.of(false, "no token"));
                    }));

    assertRefused(publish(client, "cam"), Refusal.NOT_ALLOWED, "no token");
    assertThat(application.asked).isEmpty();
    assertThat(told.get())
        .containsExactly(
            Map.of(
                "id", "c1",
                "application", "live",
                "address", "192.0.2.7",
                "protocol", "test",
                "uri", "test://host/live",
                "userAgent", "agent/1",
                "referrer", "http://page",
                "params", Map.of("token", "secret")),
            Map.of("name", "cam", "params", Map.of("key", "k"), "recording", "none"));
  }

  @Test
  void configuredFunctionThatFailsRefuses() {
    HostedClient client =
        client(
            config()
                .onPlay(
                    arguments -> CompletableFuture.failedStage(new IllegalStateException("Lua"))));

    assertRefused(play(client, "cam"), Refusal.FAILED, "hook onPlay of the configuration fails");
  }

  @Test
  void hookThatFailsLetsInIfItIsSaidSo() {
    HostedClient client =
        client(
            config()
                .hookFailure(HookFailure.ACCEPT)
                .hook(HookName.ON_PLAY, arguments -> CompletableFuture.failedStage(failure()))
                .hook(
                    HookName.ON_PUBLISH,
                    arguments -> CompletableFuture.completedStage(List.of(false, "no token"))));

    assertThat(play(client, "cam").toCompletableFuture().join().key()).isEqualTo(CAM);
    assertThat(application.asked).containsExactly("play cam");
    assertThat(log.lines(Level.ERROR))
        .containsExactly("ERROR hook onPlay of the configuration fails: x.lua:1: why");
    assertRefused(publish(client, "cam"), Refusal.NOT_ALLOWED, "no token");
  }

  @Test
  void hooksSayWhichStreamIsMeant() {
    application.decision = Application.decided(Decision.acceptAs("main"));
    HostedClient client =
        client(
            config()
                .hook(
                    HookName.ON_PUBLISH,
                    arguments -> CompletableFuture.completedStage(List.of(Map.of("stream", "x")))));
    StreamKey main = new StreamKey("live", "main");

    assertThat(publish(client, "cam").toCompletableFuture().join().key()).isEqualTo(main);
    assertThat(play(client, "cam").toCompletableFuture().join().key()).isEqualTo(main);
    application.decision = Decision.ACCEPTED;
    assertThat(publish(client, "cam").toCompletableFuture().join().key().name()).isEqualTo("x");
    application.decision = Application.decided(Decision.acceptAs("../x"));
    assertRefused(
        play(client, "cam"), Refusal.BAD_NAME, "stream name: ../x (expected: no \"..\" segment)");
  }

  @Test
  void configuredFunctionsAnswerWhatTheApplicationDoesNotKnow() {
    List<List<Object>> calls = new ArrayList<>();
    HostedClient client =
        client(
            config()
                .hook(
                    HookName.ON_COMMAND,
                    arguments -> {
                      calls.add(List.of(arguments).subList(1, arguments.length));
                      return CompletableFuture.completedStage(
                          arguments[1].equals("sum") ? List.of(3.0) : Arrays.asList(null, "what?"));
                    }));

    assertThat(client.call("sum", List.of(1.0, 2.0)).toCompletableFuture().join()).isEqualTo(3.0);
    assertThat(client.call("echo", List.of("a")).toCompletableFuture().join())
        .isEqualTo(List.of("a"));
    assertRefused(client.call("other", List.of()), Refusal.FAILED, "what?");
    assertThat(calls).containsExactly(List.of("sum", 1.0, 2.0), List.of("other"));
    assertThat(log.lines(Level.ERROR)).isEmpty();
  }

  @Test
  void configuredFunctionsHearOfStreamsAndDepartures() {
    List<String> told = new ArrayList<>();
    Configs config = config();
    for (HookName hook :
        List.of(
            HookName.ON_DISCONNECT, HookName.ON_STREAM_PUBLISHED, HookName.ON_STREAM_UNPUBLISHED)) {
      config.hook(
          hook,
          arguments -> {
            Map<?, ?> first = (Map<?, ?>) arguments[0];
            told.add(hook.key() + " " + first.get(first.containsKey("id") ? "id" : "name"));
            return CompletableFuture.failedStage(failure());
          });
    }
    HostedClient client = client(config);
    publish(client, "cam");
    LiveStream stream = server.streams.publication(CAM).stream();

    server.registry.onPublished(stream);
    server.registry.onUnpublished(stream, CloseReason.TAKEN_OVER);
    client.disconnect("gone");

    assertThat(told)
        .containsExactly("onStreamPublished cam", "onStreamUnpublished cam", "onDisconnect c1");
    assertThat(log.lines(Level.ERROR))
        .contains("ERROR hook onDisconnect of the configuration fails: x.lua:1: why");
  }

  private static ConfigException failure() {
    return new ConfigException(new ConfigLocation("", "x.lua", 1), "why");
  }

  @Test
  void applicationThatThrowsRefuses() {
    Application broken =
        new Application() {
          @Override
          public CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
            throw new IllegalStateException("bug");
          }
        };
    HostedClient client = server.with(config(), broken).start().client(connection);

    assertRefused(play(client, "cam"), Refusal.FAILED, "hook onPlay fails");
    assertThat(log.lines(Level.ERROR))
        .containsExactly("ERROR plugin plugin-of-test: hook onPlay fails");
  }

  @Test
  void bugBehindThePermissionFailsAndIsReported() {
    HostedClient client = client();
    server.streams.breakDown();

    assertRefused(publish(client, "cam"), Refusal.FAILED, "publish fails in the server");
    assertRefused(play(client, "cam"), Refusal.FAILED, "play fails in the server");
    assertThat(log.lines(Level.ERROR))
        .containsExactly("ERROR publish of live/cam fails", "ERROR play of live/cam fails");
  }

  @Test
  void handingOverIsForConnectAlone() {
    application.decision = Application.decided(Decision.handOver("other"));

    assertRefused(
        publish(client(), "cam"),
        Refusal.FAILED,
        "a hook decided HandOver[application=other] (expected: accept or refuse)");
  }

  @Test
  void nothingIsLeftBehindWhenTheConnectionClosesWhileAHookDecides() {
    CompletableFuture<Decision> later = new CompletableFuture<>();
    application.decision = later;
    HostedClient client = client();
    CompletionStage<Publication> publication = publish(client, "cam");
    CompletionStage<Subscription> subscription = play(client, "cam");

    connection.close("gone");
    later.complete(Decision.accept());

    assertRefused(publication, Refusal.FAILED, "the connection is closed");
    assertRefused(subscription, Refusal.FAILED, "the connection is closed");
    assertThat(server.streams.publication(CAM)).isNull();
    assertThat(server.streams.subscriptions()).isEmpty();
  }

  @Test
  void everythingIsClosedWithTheConnection() {
    HostedClient client = client();
    publish(client, "cam");
    var publication = server.streams.publication(CAM);
    Subscription subscription = play(client, "other").toCompletableFuture().join();

    connection.close("gone");
    client.close();

    assertThat(publication.closed()).isEqualTo(CloseReason.DISCONNECTED);
    assertThat(subscription.isClosed()).isTrue();
    assertThat(application.disconnects).isEqualTo(1);
  }

  @Test
  void disconnectClosesTheConnection() {
    client().disconnect("kicked");

    assertThat(connection.channel().isOpen()).isFalse();
    assertThat(application.disconnects).isEqualTo(1);
  }

  @Test
  void nothingNewBeginsWhenTheServerStops() {
    HostedClient client = client();
    server.router.refuseAll();

    assertRefused(publish(client, "cam"), Refusal.SHUTDOWN, "the server is stopping");
  }

  @Test
  void streamGoesOnWithoutARecordingWhereThereIsNoStorage() {
    CompletionStage<Publication> publication = publish(client(), "cam", Recording.RECORD);

    assertThat(publication.toCompletableFuture().join().isOpen()).isTrue();
    assertThat(log.lines(Level.WARN))
        .containsExactly(
            "WARN live/cam is not recorded: application live has no"
                + " mediaStorage.recordedStreamsStorage");
  }

  @Test
  void streamGoesOnWithoutARecordingWhereNoPluginRecords() {
    HostedClient client = client(config().storage(folder));

    CompletionStage<Publication> publication = publish(client, "cam", Recording.APPEND);

    assertThat(publication.toCompletableFuture().join().isOpen()).isTrue();
    assertThat(log.lines(Level.WARN))
        .containsExactly("WARN live/cam is not recorded: no plugin records .flv files");
  }

  @Test
  void recordingThatWouldLeaveItsStorageIsRefusedBeforeAnythingIsPublished() {
    server.formats.add("p", List.of(new Writing("flv")), List.of());
    HostedClient client = client(config().storage(folder));

    assertRefused(
        publish(client, "flv:../x", Recording.RECORD),
        Refusal.BAD_NAME,
        "file name with an empty, \".\" or \"..\" segment");
    assertThat(server.streams.streams()).isEmpty();
  }

  @Test
  void applicationDecidesOnTheRecording() {
    server.formats.add("p", List.of(new Writing("flv")), List.of());
    HostedClient client = client(config().storage(folder));

    application.decision = Application.decided(Decision.acceptRecorded(Recording.NONE));
    publish(client, "never", Recording.RECORD);
    application.decision = Application.decided(Decision.acceptRecorded(Recording.APPEND));
    publish(client, "always", Recording.NONE);

    assertThat(server.streams.subscriptions())
        .extracting(FakeSubscription::key)
        .containsExactly(new StreamKey("live", "always"));
  }

  @Test
  void publisherThatAsksForItIsRecordedUnderItsName() throws Exception {
    server.formats.add("p", List.of(new Writing("flv")), List.of());
    publish(client(config().storage(folder)), "cam", Recording.RECORD);

    FakeSubscription recording = server.streams.subscriptions().get(0);
    recording.offer(Frames.key(0));
    recording.unpublish();
    server.recordings.close().toCompletableFuture().join();

    assertThat(folder.resolve("cam.flv")).hasContent("key 0\nend\n");
  }

  @Test
  void callsReachTheApplication() {
    HostedClient client = client();

    assertThat(client.call("echo", List.of("a", 1.0)).toCompletableFuture().join())
        .isEqualTo(List.of("a", 1.0));
    assertThat(client.call("unknown", List.of())).isNull();
  }

  @Test
  void callThatThrowsFails() {
    CompletionStage<Object> answer = client().call("bug", List.of());

    assertRefused(answer, Refusal.FAILED, "hook onCall bug fails");
  }

  private static Configs config() {
    return Configs.application("live");
  }

  private HostedClient client() {
    return client(config());
  }

  private HostedClient client(Configs config) {
    return server.with(config, application).start().client(connection);
  }

  private static CompletionStage<Publication> publish(HostedClient client, String name) {
    return publish(client, name, Recording.NONE);
  }

  private static CompletionStage<Publication> publish(
      HostedClient client, String name, Recording recording) {
    PublicationOwner owner =
        new PublicationOwner() {
          @Override
          public String describe() {
            return "the test";
          }

          @Override
          public void onClosed(CloseReason reason) {
            throw new AssertionError("nobody else ends it");
          }
        };
    return client.publish(new PublishRequest(name, recording, Map.of("key", "k")), owner);
  }

  private static CompletionStage<Subscription> play(HostedClient client, String name) {
    FrameConsumer nobody = frame -> {};
    return client.play(new PlayRequest(name, Map.of()), nobody.asSubscriber());
  }
}
