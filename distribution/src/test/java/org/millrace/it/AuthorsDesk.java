package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The machine of somebody who writes a plugin: an empty folder, and a {@code mvn} whose local
 * repository holds what this build would install, and nothing else of this project. Everything else
 * comes from what this build has fetched already, or from where Maven fetches things.
 */
final class AuthorsDesk {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final String SETTINGS =
      """
      <settings>
        <profiles>
          <profile>
            <id>fetched</id>
            <repositories>
              <repository><id>fetched</id><url>%1$s</url>%2$s</repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository><id>fetched</id><url>%1$s</url>%2$s</pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>fetched</activeProfile></activeProfiles>
      </settings>
      """;

  private static final String POLICY =
      "<releases><checksumPolicy>ignore</checksumPolicy></releases>";

  private static final String MAVEN =
      """
      #!/bin/sh
      exec '%s/bin/mvn' -ntp -gs '%s' '-Dmaven.repo.local=%s' -DarchetypeCatalog=local %s "$@"
      """;

  private final Path folder;
  private final Tool shell;

  /**
   * A desk.
   *
   * @param folder empty
   * @param distribution what {@code $MILLRACE} is
   */
  AuthorsDesk(Path folder, Distribution distribution) {
    this.folder = folder;
    this.shell =
        new Tool(
            List.of("/bin/sh", "-e", "-c"),
            Map.of(
                "PATH",
                writeMaven() + ":" + System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"),
                // Maven lives for seconds: the optimising compiler would only be in its way.
                "MAVEN_OPTS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "MILLRACE",
                distribution.home().toString()));
  }

  private Path writeMaven() {
    String fetched = Path.of(System.getProperty("build.repository")).toUri().toString();
    boolean offline = System.getProperty("build.network").equals("offline=true");
    try {
      Path settings =
          Files.writeString(folder.resolve("settings.xml"), SETTINGS.formatted(fetched, POLICY));
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Path maven = bin.resolve("mvn");
      Files.writeString(
          maven,
          MAVEN.formatted(
              System.getProperty("build.maven"),
              settings,
              Distribution.built().home().resolveSibling("repository"),
              offline ? "-o -Daether.offline.protocols=file" : ""));
      if (!maven.toFile().setExecutable(true)) {
        throw new AssertionError("cannot make executable: " + maven);
      }
      return bin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs commands in a folder of the desk; the test fails if one of them does. */
  Outcome run(String where, String commands) {
    return shell.in(folder.resolve(where)).run(LIMIT, commands).orFail();
  }
}
