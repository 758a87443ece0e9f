package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.server.fake.Refusals.assertRefused;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Application;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.server.fake.Configs;
import org.millrace.server.fake.FakeConnection;

class ApplicationRouterTest {
  private final TestServer server = new TestServer();
  private final FakeConnection connection = new FakeConnection();

  @AfterEach
  void stop() {
    connection.channel().close().syncUninterruptibly();
    server.close();
  }

  /** Decides the same for everybody. */
  private record Fixed(CompletionStage<Decision> decision) implements Application {
    Fixed(Decision decision) {
      this(Application.decided(decision));
    }

    @Override
    public CompletionStage<Decision> onConnect(ConnectRequest request) {
      return decision;
    }
  }

  @Test
  void acceptorsApplicationLetsIn() {
    server.with(Configs.application("live"), new Fixed(Decision.accept())).start();

    Client client = connect("live").toCompletableFuture().join();

    assertThat(client.application()).isEqualTo("live");
    assertThat(client.id()).isEqualTo("c1");
    assertThat(client.request()).isEqualTo(TestServer.request("wanted"));
  }

  @Test
  void handsOverByAlias() {
    server
        .with(selector("selector"), new Fixed(Decision.handOver("tv")))
        .with(Configs.application("live").aliases("tv"), new Fixed(Decision.accept()))
        .start();

    assertThat(connect("selector").toCompletableFuture().join().application()).isEqualTo("live");
  }

  @Test
  void handingOverToAnUnknownApplicationIsRefused() {
    server.with(selector("selector"), new Fixed(Decision.handOver("nobody"))).start();

    assertRefused(connect("selector"), Refusal.UNKNOWN_APPLICATION, "no application nobody");
  }

  @Test
  void circlesAreRefused() {
    server
        .with(selector("a"), new Fixed(Decision.handOver("b")))
        .with(selector("b"), new Fixed(Decision.handOver("a")))
        .start();

    assertRefused(
        connect("a"),
        Refusal.UNKNOWN_APPLICATION,
        "applications hand over in a circle: a -> b -> a");
  }

  @Test
  void refusalIsPassedOn() {
    server
        .with(Configs.application("live"), new Fixed(Decision.refuse(Refusal.LIMIT, "too many")))
        .start();

    assertRefused(connect("live"), Refusal.LIMIT, "too many");
  }

  @Test
  void configuredFunctionIsAskedFirst() {
    server
        .with(
            Configs.application("live")
                .onConnect(arguments -> CompletableFuture.completedStage(List.of(false))),
            new Fixed(Decision.accept()))
        .start();

    assertRefused(
        connect("live"), Refusal.NOT_ALLOWED, "not allowed by onConnect of the configuration");
  }

  @Test
  void applicationOfAMissingPluginIsUnknown() {
    server.withoutType(Configs.application("live").type("missing").build()).start();

    assertRefused(connect("live"), Refusal.UNKNOWN_APPLICATION, "no application live");
  }

  @Test
  void connectionsOfNoApplicationGoToTheDefaultOne() {
    server.with(Configs.application("live").asDefault(), new Fixed(Decision.accept())).start();

    assertThat(connect("").toCompletableFuture().join().application()).isEqualTo("live");
  }

  @Test
  void lastDefaultCounts() {
    server
        .with(Configs.application("live").asDefault(), new Fixed(Decision.accept()))
        .with(Configs.application("vod").type("other").asDefault(), new Fixed(Decision.accept()))
        .start();

    assertThat(connect("").toCompletableFuture().join().application()).isEqualTo("vod");
  }

  @Test
  void decisionThatNeverComesRefusesInTime() {
    server.with(Configs.application("live"), new Fixed(new CompletableFuture<>())).start();
    CompletionStage<Client> stage = connect("live");

    connection.embedded().advanceTimeBy(6, TimeUnit.SECONDS);
    connection.embedded().runScheduledPendingTasks();

    assertRefused(stage, Refusal.FAILED, "hook onConnect has not answered within 5.0 s");
  }

  @Test
  void nobodyIsLetInWhoHasGone() {
    CompletableFuture<Decision> later = new CompletableFuture<>();
    server.with(Configs.application("live"), new Fixed(later)).start();
    CompletionStage<Client> stage = connect("live");

    connection.close("gone");
    later.complete(Decision.accept());

    assertRefused(stage, Refusal.FAILED, "the connection is closed");
  }

  @Test
  void nobodyIsLetInWhenTheServerStops() {
    server.with(Configs.application("live"), new Fixed(Decision.accept())).start();
    server.router.refuseAll();

    assertRefused(connect("live"), Refusal.SHUTDOWN, "the server is stopping");
  }

  private static Configs selector(String name) {
    return Configs.application(name).type("type-" + name);
  }

  private CompletionStage<Client> connect(String application) {
    return server.router.connect(connection, application, TestServer.request("wanted"));
  }
}
