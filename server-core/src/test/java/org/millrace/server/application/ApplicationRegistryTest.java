package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.fake.Configs;
import org.millrace.server.fake.FakePluginContext;
import org.millrace.server.fake.LogCapture;

class ApplicationRegistryTest {
  private final TestServer server = new TestServer();
  private final LogCapture log = new LogCapture();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  @Test
  void applicationIsFoundByNameAndAlias() {
    server.with(Configs.application("live").aliases("tv", "radio"), new Application() {}).start();

    assertThat(server.registry.find("live")).isPresent();
    assertThat(server.registry.find("radio")).isEqualTo(server.registry.find("live"));
    assertThat(server.registry.find("tvx")).isEmpty();
  }

  @Test
  void applicationWithoutAPluginIsLeftOut() {
    server
        .with(Configs.application("live"), new Application() {})
        .withoutType(Configs.application("vod").type("cinema").build())
        .start();

    assertThat(server.registry.find("vod")).isEmpty();
    assertThat(server.registry.find("live")).isPresent();
  }

  @Test
  void applicationThatCannotBeMadeIsLeftOut() {
    server
        .with(
            Configs.application("live"),
            context -> {
              throw new IllegalStateException("bug");
            })
        .start();

    assertThat(server.registry.all()).isEmpty();
    assertThat(log.lines(Level.ERROR))
        .containsExactly(
            "ERROR application live and its acceptors are left out: type test of plugin"
                + " plugin-of-test fails");
  }

  @Test
  void settingThatCannotBeUsedStopsTheStart() {
    server.with(
        Configs.application("live"),
        context -> {
          throw new ConfigException(ConfigLocation.NONE, "bad");
        });

    assertThatThrownBy(server::start).isInstanceOf(ConfigException.class);
  }

  @Test
  void applicationThatDoesNotStartIsLeftOut() {
    server
        .with(
            Configs.application("live"),
            new Application() {
              @Override
              public void start() {
                throw new IllegalStateException("bug");
              }
            })
        .start();

    assertThat(server.registry.find("live")).isEmpty();
    assertThat(log.lines(Level.ERROR))
        .containsExactly("ERROR application live does not start and is left out");
  }

  @Test
  void twoPluginsWithTheSameTypeAreNamed() {
    server.with(Configs.application("live"), new Application() {});

    assertThatThrownBy(
            () ->
                server.types.add(
                    new FakePluginContext("second"),
                    List.of(TestServer.factory("test", context -> new Application() {}))))
        .hasMessage(
            "application type test: brought by plugins plugin-of-test and second (expected: one)");
  }

  @Test
  void eachApplicationHearsOfItsStreamsAlone() {
    server
        .with(Configs.application("live"), new Listening("live"))
        .with(Configs.application("vod").type("other"), new Listening("vod"))
        .start();
    LiveStream stream = server.streams.stream(new StreamKey("live", "cam"));

    server.registry.onPublished(stream);
    server.registry.onUnpublished(stream, CloseReason.CLIENT);

    assertThat(events).containsExactly("live +live/cam", "live -live/cam CLIENT");
  }

  @Test
  void listenerThatThrowsHurtsNobody() {
    server
        .with(
            Configs.application("live"),
            new Application() {
              @Override
              public void onStreamPublished(LiveStream stream) {
                throw new IllegalStateException("bug");
              }
            })
        .start();

    server.registry.onPublished(server.streams.stream(new StreamKey("live", "cam")));

    assertThat(log.lines(Level.ERROR))
        .containsExactly("ERROR plugin plugin-of-test: hook onStreamPublished fails");
  }

  @Test
  void contextKnowsTheUrisThatLeadToItsApplication() {
    List<ApplicationContext> contexts = new ArrayList<>();
    server
        .with(
            Configs.application("live"),
            context -> {
              contexts.add(context);
              return new Application() {};
            })
        .with(Configs.application("selector").type("selector"), new Selecting())
        .with(Configs.application("vod").type("vod"), new Application() {})
        .start();
    ProtocolChain chain =
        ProtocolChain.of("inboundTest", "tcp", "test")
            .withUris("test://{host}:{port}/{application}/{stream}", "");
    server.endpoints.add(new Endpoint("selector", chain, new InetSocketAddress("0.0.0.0", 1935)));
    server.endpoints.add(new Endpoint("vod", chain, new InetSocketAddress("0.0.0.0", 1936)));
    server.endpoints.add(new Endpoint("live", chain, new InetSocketAddress("::1", 1937)));

    assertThat(contexts.get(0).publishUris("cam"))
        .containsExactly(
            "test://localhost:1935/live/cam", "test://[0:0:0:0:0:0:0:1]:1937/live/cam");
    assertThat(contexts.get(0).playUris("cam")).isEmpty();
  }

  @Test
  void contextResolvesPathsInTheApplicationsFolder() {
    List<Path> resolved = new ArrayList<>();
    server
        .with(
            Configs.application("live"),
            context -> {
              resolved.add(context.resolve(Path.of("../x")));
              resolved.add(context.resolve(Path.of("/tmp/x")));
              return new Application() {};
            })
        .start();

    assertThat(resolved).containsExactly(Path.of("/srv/x"), Path.of("/tmp/x"));
  }

  @Test
  void stoppedApplicationsAreGone() {
    server
        .with(Configs.application("live"), new Listening("live"))
        .with(Configs.application("vod").type("other"), new Listening("vod"))
        .start();

    server.registry.stop();

    assertThat(events).containsExactly("vod stopped", "live stopped");
    assertThat(server.registry.find("live")).isEmpty();
  }

  private static final class Selecting implements Application {
    @Override
    public boolean leadsToOthers() {
      return true;
    }
  }

  private final class Listening implements Application {
    private final String name;

    Listening(String name) {
      this.name = name;
    }

    @Override
    public void onStreamPublished(LiveStream stream) {
      events.add(name + " +" + stream.key());
    }

    @Override
    public void onStreamUnpublished(LiveStream stream, CloseReason reason) {
      events.add(name + " -" + stream.key() + " " + reason);
    }

    @Override
    public void stop() {
      events.add(name + " stopped");
    }
  }
}
