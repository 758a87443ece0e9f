package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.server.fake.TestPlugin;

class PluginIsolationTest {
  /** An entry that runs code in start, and brings a chain named after what it threw. */
  private static final String TRIES =
      """
      private String outcome = "succeeded";
      @Override public void start(PluginContext context) {
        try {
          %s
        } catch (Throwable e) {
          outcome = e.getClass().getSimpleName();
        }
      }
      """
          + TestPlugin.bringsChain("outcome");

  @TempDir Path folder;
  private final HostFixture fixture = new HostFixture();

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void hostClassesCannotBeLoaded() throws IOException {
    TestPlugin.of(
            "spy", "", TRIES.formatted("Class.forName(\"org.millrace.server.plugin.PluginHost\");"))
        .build(jar("spy"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("spy")).containsExactly("ClassNotFoundException");
  }

  @Test
  void hostObjectsCannotBeOpened() throws IOException {
    TestPlugin.of(
            "spy",
            "",
            TRIES.formatted(
                "context.getClass().getDeclaredField(\"services\").setAccessible(true);"))
        .build(jar("spy"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("spy")).containsExactly("InaccessibleObjectException");
  }

  @Test
  void hostModuleCannotBeRequired() throws IOException {
    TestPlugin.of("spy", "requires org.millrace.server;", "").build(jar("spy"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "spy.jar: requires module org.millrace.server, which is not for plugins (expected:"
                + " org.millrace.api)");
  }

  @Test
  void otherPluginsInternalsCannotBeReached() throws IOException {
    Path victim =
        TestPlugin.of("victim", "exports victim.api;", TestPlugin.bringsChain("\"v\""))
            .source(
                "victim/api/Door",
                """
                package victim.api;
                public class Door {
                  public static Object open() { return new victim.inside.Secret(); }
                }
                """)
            .source(
                "victim/inside/Secret",
                "package victim.inside; public class Secret { public String word = \"x\"; }")
            .build(jar("victim"));
    TestPlugin.of(
            "loader",
            "requires victim;",
            TRIES.formatted("Class.forName(\"victim.inside.Secret\");"))
        .dependencies("victim")
        .with(victim)
        .build(jar("loader"));
    TestPlugin.of(
            "reflector",
            "requires victim;",
            TRIES.formatted(
                "Object secret = victim.api.Door.open();"
                    + "secret.getClass().getField(\"word\").get(secret);"))
        .dependencies("victim")
        .with(victim)
        .build(jar("reflector"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("loader")).containsExactly("ClassNotFoundException");
    assertThat(fixture.chains.get("reflector")).containsExactly("IllegalAccessException");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoPluginsCarryTwoVersionsOfOneLibrary(boolean automatic) throws IOException {
    Path a = withLibrary("a", "1", automatic).build(jar("a"));
    withLibrary("b", "2", automatic).dependencies("a").with(a).build(jar("b"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("a")).containsExactly("1");
    assertThat(fixture.chains.get("b")).containsExactly("2");
  }

  private TestPlugin withLibrary(String id, String version, boolean automatic) {
    Path folderOfLibrary = folder.resolve("libraries/" + id);
    byte[] library = TestPlugin.library(folderOfLibrary, version, automatic);
    return TestPlugin.of(id, "requires lib;", TestPlugin.bringsChain("lib.Lib.version()"))
        .with(folderOfLibrary.resolve("lib.jar"))
        .file("META-INF/lib/lib.jar", library);
  }

  private Path jar(String name) {
    return folder.resolve(name + ".jar");
  }
}
