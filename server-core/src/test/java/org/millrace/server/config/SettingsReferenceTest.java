package org.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.Setting;

class SettingsReferenceTest {
  private static final Path FILE = Path.of("../distribution/docs/configuration.md");

  @Test
  void theCommittedReferenceBeginsWithThatOfTheHost() throws IOException {
    assertThat(Files.readString(FILE))
        .as("written anew by bin/millrace --settings, which adds the plugins' settings")
        .startsWith(SettingsReference.all());
  }

  @Test
  void everySettingHasARow() {
    assertThat(
            SettingsReference.section(
                "Some",
                List.of(
                    Setting.integer("port", 1, 0, 9, "The port | number."),
                    Setting.text("end", "\n", "What ends a line."),
                    Setting.text("name", null, "A name."))))
        .isEqualTo(
            """
            ## Some

            | Key | Type | Default | Meaning |
            |---|---|---|---|
            | `port` | whole number, 0 to 9 | `1` | The port \\| number. |
            | `end` | string | `"\\n"` | What ends a line. |
            | `name` | string | required | A name. |
            """);
  }
}
