package org.millrace.samplefactory.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

class DownloadTest {
  private static final Path FOLDER = Path.of("/srv/downloads");

  @Test
  void readsWhereFromAndWhereTo() {
    Download download = download("http://example.org", "a/b.bin");

    assertThat(download.file()).isEqualTo(FOLDER.resolve("a/b.bin"));
    assertThat(download.requestTarget()).isEqualTo("/");
    assertThat(download.hostField()).isEqualTo("example.org");
    assertThat(download.address().getPort()).isEqualTo(80);
    assertThat(download.address().isUnresolved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../a", "/etc/passwd", ".", "", "a/.."})
  void filesOutsideOfTheFolderAreRefused(String file) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> download("http://example.org/a", file))
        .withMessageContaining("(expected: a file in /srv/downloads)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a",
        "file:///etc/passwd",
        "a",
        "",
        "http://u:p@h/",
        "http:// /"
      })
  void otherUrisAreRefused(String uri) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> download(uri, "a"))
        .withMessageContaining("(expected: http://host[:port]/path)");
  }

  private static Download download(String uri, String file) {
    Map<String, ConfigNode> values =
        Map.of(
            "uri", new ConfigNode.Text(ConfigLocation.NONE, uri),
            "file", new ConfigNode.Text(ConfigLocation.NONE, file));
    return Download.of(new ConfigNode.Table(ConfigLocation.NONE, values, List.of()), FOLDER);
  }
}
