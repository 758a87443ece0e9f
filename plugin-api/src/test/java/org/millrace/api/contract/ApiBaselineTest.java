package org.millrace.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.plugin.ApiVersion;
import org.millrace.api.plugin.MillracePlugin;
import org.objectweb.asm.ClassReader;

/** The recorded API, which the build compares the present one with (see pom.xml). */
class ApiBaselineTest {
  private static final Path RECORDED =
      Path.of("api", "plugin-api-" + ApiVersion.CURRENT + ".jar").toAbsolutePath();

  /** How a baseline comes to be: {@code mvn -pl plugin-api test -Dapi.record=true}. */
  @Test
  @EnabledIfSystemProperty(named = "api.record", matches = "true")
  void record() throws IOException {
    ApiBaseline.write(RECORDED);
    assertThat(RECORDED).isNotEmptyFile();
  }

  @Test
  void thereIsOneForThisVersion() {
    assertThat(RECORDED).isNotEmptyFile();
  }

  @Test
  void holdsSignaturesOfAllTypesAndNoCode(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("recorded.jar");

    ApiBaseline.write(jar);

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.size()).isEqualTo(ExportedApi.types().size());
      String name = MillracePlugin.class.getName().replace('.', '/');
      ClassReader type = new ClassReader(zip.getInputStream(zip.getEntry(name + ".class")));
      assertThat(type.getClassName()).isEqualTo(name);
    }
    assertThat(Files.size(jar)).isLessThan(200_000);
  }

  @Test
  void theSameTypesMakeTheSameBytes(@TempDir Path folder) throws IOException {
    ApiBaseline.write(folder.resolve("one.jar"));
    ApiBaseline.write(folder.resolve("two.jar"));

    assertThat(folder.resolve("one.jar")).hasSameBinaryContentAs(folder.resolve("two.jar"));
  }
}
