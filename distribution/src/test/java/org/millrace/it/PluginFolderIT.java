package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is in {@code plugins/} is what the server can do. */
class PluginFolderIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void withoutItsPluginAnAcceptorIsLeftOutByName() {
    Distribution distribution = bench.copyOfDistribution();
    distribution.removePlugin("rtmp");

    ServerProcess server = bench.start(distribution, ServerConfig.live());

    assertThat(server.log("inboundRtmp"))
        .anyMatch(line -> line.contains("WARN") && line.contains("" + server.rtmpPort()));
  }

  @Test
  void withoutARequiredPluginTheServerDoesNotStart() {
    Distribution distribution = bench.copyOfDistribution();
    distribution.removePlugin("rtmp");

    Outcome outcome =
        bench.startInVain(
            distribution, ServerConfig.live().withRoot("requiredPlugins = { \"rtmp\" },"));

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.text()).contains("rtmp").contains("required");
  }

  @Test
  void withoutADependencyAPluginIsLeftOutWithItsReason() {
    Distribution distribution = bench.copyOfDistribution();
    distribution.removePlugin("flv");

    ServerProcess server = bench.start(distribution, ServerConfig.live());

    assertThat(server.log("rtmp")).anyMatch(line -> line.contains("flv"));
  }

  @Test
  void badJarsGetALineEachAndHurtNobody() throws IOException {
    Distribution distribution = bench.copyOfDistribution();
    Files.writeString(distribution.plugins().resolve("broken.jar"), "this is no jar");
    jar(distribution.plugins().resolve("nameless.jar"), null, null, null);
    jar(distribution.plugins().resolve("future.jar"), "future", "1.0.0", ">=7.0.0");
    jar(distribution.plugins().resolve("odd.jar"), "odd", "one", ">=0.9.0");
    jar(distribution.plugins().resolve("second-flv.jar"), "flv", "0.9.0", ">=0.9.0");

    ServerProcess server = bench.start(distribution, ServerConfig.live());

    for (String jar : new String[] {"broken.jar", "nameless.jar", "future", "odd", "second-flv"}) {
      assertThat(server.log(jar)).as(jar).isNotEmpty();
    }
    assertThat(server.log("7.0.0")).isNotEmpty();
    assertThat(server.log("Exception")).isEmpty();
    Path file = bench.folder().resolve("played.flv");
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    streams.capture(server.rtmp("one"), file, 1);
    streams.assertDecodes(file);
  }

  private static void jar(Path file, String id, String version, String requires)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (id != null) {
      attributes.putValue("Plugin-Id", id);
      attributes.putValue("Plugin-Version", version);
      attributes.putValue("Plugin-Requires", requires);
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.flush();
    }
  }
}
