package org.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The configurations that the distribution brings. */
class DistributionConfigTest {
  private static final Path CONF = Path.of("../distribution/src/main/dist/conf");

  @Test
  void theDefaultConfigurationHasNoProblems() {
    ConfigProblems problems = new ConfigProblems();

    ServerConfig config = ServerConfigReader.read(CONF.resolve("millrace.lua"), problems);

    assertThat(problems.warnings()).isEmpty();
    assertThat(config.applications())
        .extracting(ApplicationConfig::name)
        .containsExactly("appselector", "live");
    assertThat(config.applications().get(1).fileSources())
        .singleElement()
        .satisfies(source -> assertThat(source.file()).exists().isAbsolute());
  }

  @Test
  void crtmpserversKindOfFilesAreRead() {
    ConfigProblems problems = new ConfigProblems();

    ServerConfig all = ServerConfigReader.read(CONF.resolve("samples/all.debug.lua"), problems);
    ServerConfig flv = ServerConfigReader.read(CONF.resolve("samples/flvplayback.lua"), problems);

    assertThat(all.applications()).hasSize(8);
    assertThat(flv.applications()).hasSize(1);
    assertThat(problems.warnings())
        .allSatisfy(warning -> assertThat(warning.text()).contains("has no effect"));
  }
}
