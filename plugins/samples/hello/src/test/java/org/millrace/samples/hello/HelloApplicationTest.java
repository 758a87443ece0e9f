package org.millrace.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakeApplicationContext;
import org.millrace.doubles.FakeConnection;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.Settings;

class HelloApplicationTest {
  private final ApplicationFactory factory = new HelloPlugin().applications().get(0);

  private final FakeApplicationContext context =
      new FakeApplicationContext("hello")
          .withSettings(Settings.of("greeting", "Welcome", "unwelcome", "mallory"))
          .withPlugin(
              new FakePluginContext("hello")
                  .withStreams(
                      FakeStreams.of(
                          stream("hello", "carol", true),
                          stream("hello", "ann", true),
                          stream("hello", "dave", false),
                          stream("other", "eve", true))));

  private final Application application = factory.create(context);

  @Test
  void isOfTheTypeHello() {
    assertThat(factory.type()).isEqualTo("hello");
  }

  @Test
  void anUnwelcomeGuestIsNotLetIn() {
    assertThat(join(application.onConnect(connect("mallory"))))
        .isEqualTo(Decision.refuse(Refusal.NOT_ALLOWED, "mallory is not welcome here"));
    assertThat(join(application.onConnect(connect("ann")))).isEqualTo(Decision.accept());
  }

  @Test
  void guestsPublishUnderTheirOwnNamesOnly() {
    assertThat(publish("ann", "ann")).isEqualTo(Decision.accept());
    assertThat(publish("bob", "ann"))
        .isEqualTo(Decision.refuse(Refusal.BAD_NAME, "stream: ann (expected: bob)"));
  }

  @Test
  void whatNobodyPublishesCannotBePlayed() {
    assertThat(play("carol")).isEqualTo(Decision.accept());
    assertThat(play("dave")).isEqualTo(Decision.refuse(Refusal.NOT_FOUND, "dave is not here"));
    assertThat(play("eve")).isEqualTo(Decision.refuse(Refusal.NOT_FOUND, "eve is not here"));
  }

  @Test
  void helloIsAnsweredWithTheGuestsNameAndTheStreamsThatAreThere() {
    assertThat(join(application.onCall(client("bob"), "hello", List.of())))
        .isEqualTo(Map.of("text", "Welcome, bob", "streams", List.of("ann", "carol")));
  }

  @Test
  void otherCommandsAreNotItsOwn() {
    assertThat(application.onCall(client("bob"), "goodbye", List.of())).isNull();
  }

  private Decision publish(String guest, String stream) {
    PublishRequest request = new PublishRequest(stream, Recording.NONE, Map.of());
    return join(application.onPublish(client(guest), request));
  }

  private Decision play(String stream) {
    return join(application.onPlay(client("bob"), new PlayRequest(stream, Map.of())));
  }

  private static Client client(String guest) {
    return join(new FakeConnection().connect(connect(guest)));
  }

  private static ConnectRequest connect(String guest) {
    InetSocketAddress address = InetSocketAddress.createUnresolved("192.0.2.7", 50_112);
    return new ConnectRequest("rtmp", "hello", "", "", "", address, Map.of("name", guest));
  }

  private static FakeStream stream(String application, String name, boolean live) {
    return new FakeStream(new StreamKey(application, name), live);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
