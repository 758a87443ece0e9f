package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plugin that does what it should not is called by its name, and the others lose nothing. */
class RoguePluginIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int ROUNDS = 4;

  /** Streams of this application are called after what shall happen. */
  private static final String PLUGIN =
      """
      package rogue;

      import java.util.List;
      import java.util.concurrent.CompletionStage;
      import java.util.concurrent.TimeUnit;
      import org.millrace.api.application.*;
      import org.millrace.api.plugin.*;

      public final class RoguePlugin implements MillracePlugin {
        @Override public void start(PluginContext context) {
          Thread left = new Thread(() -> {
            while (true) {
              try {
                TimeUnit.MINUTES.sleep(1);
              } catch (InterruptedException e) {
                // It does not care.
              }
            }
          }, "left-behind");
          left.setDaemon(true);
          left.start();
          context.eventLoops().forEach(loop -> loop.scheduleAtFixedRate(
              () -> { throw new IllegalStateException("timer"); }, 1, 1, TimeUnit.SECONDS));
        }

        @Override public List<ApplicationFactory> applications() {
          return List.of(new ApplicationFactory() {
            @Override public String type() { return "rogue"; }
            @Override public Application create(ApplicationContext context) {
              return new Misdeeds();
            }
          });
        }

        private static final class Misdeeds implements Application {
          @Override public CompletionStage<Decision> onPublish(
              Client client, PublishRequest request) {
            if (request.stream().equals("block")) {
              try {
                TimeUnit.SECONDS.sleep(4);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            } else if (request.stream().equals("throw")) {
              throw new IllegalStateException("hook");
            }
            return Decision.ACCEPTED;
          }
        }
      }
      """;

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void isNamedAndOthersLoseNothing() throws IOException {
    Distribution distribution = bench.copyOfDistribution();
    Path jar = distribution.plugins().resolve("rogue.jar");
    Files.copy(build(distribution), jar);
    ServerProcess server = bench.start(distribution, config());
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/one").size() == 1);
    RunningTool publisher = streams.publish(Clips.PLAIN, ROUNDS, server.rtmp("one"));
    server.awaitLog("live/one: published");

    RunningTool blocker = streams.publish(Clips.PLAIN, server.rtmp("rogue", "block"));
    server.awaitLog("plugin rogue blocks event loop millrace-io-");
    server.awaitLog("it was blocked by plugin rogue");
    Outcome refused = streams.publish(Clips.PLAIN, server.rtmp("rogue", "throw")).awaitEnd(LIMIT);
    assertThat(refused.exitCode()).isNotZero();
    server.awaitLog("plugin rogue: hook onPublish fails");
    server.awaitLog("plugin rogue: timer on an event loop fails");
    Files.delete(jar);
    server.awaitLog("plugin rogue 1.0.0 was unloaded and left a thread running");

    server.awaitLog("RoguePlugin$Misdeeds.onPublish");
    assertThat(blocker.awaitEnd(LIMIT).exitCode()).isNotZero();
    publisher.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN, ROUNDS);
  }

  private ServerConfig config() {
    return ServerConfig.live()
        .withRoot("instancesCount = 2, control = false, limits = { loopBlockLimit = 1 },")
        .withApplication("{ name = \"rogue\" }");
  }

  private Path build(Distribution distribution) {
    return new PluginSources(
            "rogue",
            Map.of(
                "rogue/RoguePlugin.java",
                PLUGIN,
                "META-INF/services/org.millrace.api.plugin.MillracePlugin",
                "rogue.RoguePlugin"),
            Map.of("Plugin-Id", "rogue", "Plugin-Version", "1.0.0", "Plugin-Requires", ">=0.9.0"))
        .build(distribution, bench.folder());
  }
}
