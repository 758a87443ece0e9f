package org.millrace.vmapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;

@Timeout(30)
class LuaApplicationTest {
  private static final PublishRequest PUBLISH =
      new PublishRequest("cam", Recording.NONE, Map.of("token", "t"));
  private static final PlayRequest PLAY = new PlayRequest("main", Map.of());

  @TempDir Path folder;
  private final FakeClient client = new FakeClient();
  private final List<String> called = new ArrayList<>();
  private Path file;
  private FakeHost host;
  private LuaApplication application;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("studio.lua"), "first");
    host = new FakeHost(file);
  }

  @AfterEach
  void end() {
    if (application != null) {
      application.stop();
    }
    host.close();
  }

  @Test
  void withoutHooksEverythingIsAccepted() {
    start();

    assertThat(result(application.onConnect(FakeClient.REQUEST))).isEqualTo(Decision.accept());
    assertThat(result(application.onPublish(client, PUBLISH))).isEqualTo(Decision.accept());
    assertThat(result(application.onPlay(client, PLAY))).isEqualTo(Decision.accept());
    assertThat(application.onCall(client, "vote", List.of())).isNull();
  }

  @Test
  void hooksDecide() {
    host.functions.put("onConnect", told -> List.of(Map.of("application", "live")));
    host.functions.put(
        "onPublish",
        told -> {
          assertThat(((Map<?, ?>) told.get(0)).get("id")).isEqualTo("c1");
          assertThat(told.get(1))
              .isEqualTo(
                  Map.of("name", "cam", "params", Map.of("token", "t"), "recording", "none"));
          return List.of(false, "not now");
        });
    start();

    assertThat(result(application.onConnect(FakeClient.REQUEST)))
        .isEqualTo(Decision.handOver("live"));
    assertThat(result(application.onPublish(client, PUBLISH)))
        .isEqualTo(Decision.refuse(Refusal.NOT_ALLOWED, "not now"));
  }

  @Test
  void crtmpserversNamesAreCalledIfTheNewOnesAreNotThere() {
    note("customhandlers.rtmp.processInvokePublish");
    note("customhandlers.application.initCompleted");
    note("onStart");
    start();

    result(application.onPublish(client, PUBLISH));

    assertThat(called).containsExactly("onStart", "customhandlers.rtmp.processInvokePublish");
  }

  @Test
  void commandsAreAnsweredByNameAndTheOthersByTheHook() {
    host.functions.put("commands.sum", told -> List.of((Double) told.get(1) + 1));
    host.functions.put("onCommand", told -> Arrays.asList(null, "what is " + told.get(1) + "?"));
    start();

    assertThat(result(application.onCall(client, "sum", List.of(2.0)))).isEqualTo(3.0);
    CompletionStage<Object> other = application.onCall(client, "other", List.of());
    assertThatThrownBy(() -> result(other))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasRootCauseMessage("what is other?");
  }

  @Test
  void aliasesSayWhichStreamIsMeant() {
    start();
    service("alias").call(List.of("main", "cam"));

    assertThat(result(application.onPlay(client, PLAY))).isEqualTo(Decision.acceptAs("cam"));
    assertThat(service("aliases").call(List.of())).isEqualTo(Map.of("main", "cam"));
    assertThat(service("unalias").call(List.of("main"))).isEqualTo(true);
    assertThat(result(application.onPlay(client, PLAY))).isEqualTo(Decision.accept());
  }

  @Test
  void anAliasCanBeForOneUse() {
    start();
    service("alias").call(List.of("main", "cam", -60.0));

    assertThat(result(application.onPlay(client, PLAY))).isEqualTo(Decision.acceptAs("cam"));
    assertThat(result(application.onPlay(client, PLAY))).isEqualTo(Decision.accept());
  }

  @Test
  void clientsAreListedAndDisconnected() {
    start();
    application.onConnected(client);

    assertThat((List<?>) service("clients").call(List.of())).hasSize(1);
    assertThat(service("disconnect").call(List.of("c1", "enough"))).isEqualTo(true);
    assertThat(client.disconnected).containsExactly("enough");
    application.onDisconnect(client);
    assertThat(service("disconnect").call(List.of("c1"))).isEqualTo(false);
  }

  @Test
  void withoutAScriptHooksFail() {
    host.loadFailure = "studio.lua:1: bad";
    start();

    assertThatThrownBy(() -> result(application.onConnect(FakeClient.REQUEST)))
        .hasRootCauseInstanceOf(ScriptException.class)
        .hasRootCauseMessage("script studio.lua could not be loaded");
    assertThat(application.onCall(client, "vote", List.of())).isNull();
  }

  @Test
  void aChangedFileIsLoadedAndTheOldScriptEnds() throws IOException {
    note("onStart");
    note("onStop");
    start();

    Files.writeString(file, "second version");

    await().until(() -> host.loads == 2 && host.open == 1);
    assertThat(called).containsExactly("onStart", "onStart", "onStop");
    application.stop();
    assertThat(host.open).isZero();
  }

  @Test
  void whatHooksThatDecideNothingThrowStaysWithThem() {
    host.functions.put(
        "onDisconnect",
        told -> {
          throw new ScriptException("studio.lua:1: bad");
        });
    start();

    application.onDisconnect(client);
    assertThat(result(application.onConnect(FakeClient.REQUEST))).isEqualTo(Decision.accept());
  }

  private void note(String function) {
    host.functions.put(
        function,
        told -> {
          called.add(function);
          return List.of();
        });
  }

  private void start() {
    application = new LuaApplication(host);
    application.start();
  }

  private HostFunction service(String name) {
    return (HostFunction) ((Map<?, ?>) host.globals.get("millrace")).get(name);
  }

  private static <T> T result(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
