package org.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.millrace.testkit.ServerSetup;
import org.millrace.testkit.ServerStartException;
import org.millrace.testkit.TestServer;

/** What every plugin has to keep to. */
public abstract class PluginContract {

  /**
   * A server with the plugin.
   *
   * @return a configuration that makes use of it
   */
  protected abstract ServerSetup setup();

  /**
   * The plugin.
   *
   * @return its id
   */
  protected abstract String pluginId();

  /**
   * Configurations that are wrong. One for each setting is a good number.
   *
   * @return none unless the plugin says
   */
  protected List<BadSetting> badSettings() {
    return List.of();
  }

  /** Its second life in a JVM is like its first, and neither leaves anything behind. */
  @Test
  protected void startsAndStopsTwice() {
    for (int life = 0; life < 2; life++) {
      try (TestServer server = setup().start()) {
        assertStarted(server);
        assertNothingWentWrong(server);
      }
    }
  }

  /** Taken out of the plugins folder and put back, while the server runs. */
  @Test
  protected void canBeTakenAwayAndBroughtBackWhileTheServerRuns() throws IOException {
    try (TestServer server = setup().start()) {
      Path jar = server.folder().resolve("plugins").resolve(pluginId() + ".jar");
      Path aside = Files.move(jar, server.folder().resolve("aside.jar"));
      server.log().await("plugin " + pluginId() + " ", " unloaded");
      server.log().forget();

      Files.move(aside, jar);

      server.log().await("plugin " + pluginId() + " ", " started");
      assertNothingWentWrong(server);
    }
  }

  /** Before anything runs, with the path of the value and what is expected in its place. */
  @TestFactory
  protected Stream<DynamicTest> badSettingsAreRefused() {
    return badSettings().stream()
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad.message(),
                    () ->
                        assertThatExceptionOfType(ServerStartException.class)
                            .isThrownBy(() -> bad.setup().start().close())
                            .withMessageContaining(bad.message())));
  }

  /** The server has the plugin. */
  private void assertStarted(TestServer server) {
    assertThat(server.log().lines("INFO"))
        .anyMatch(line -> line.matches("plugin " + pluginId() + " \\S+ started"));
  }

  /** No error, which would be a bug of somebody's, has been logged. */
  static void assertNothingWentWrong(TestServer server) {
    assertThat(server.log().lines("ERROR")).isEmpty();
  }
}
