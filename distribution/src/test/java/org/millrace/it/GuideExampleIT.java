package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plugin that the guide has in full, made of what the guide says and nothing else. */
class GuideExampleIT {
  /** "`src/main/java/PATH`:", an empty line, and the file. */
  private static final Pattern SOURCE =
      Pattern.compile("(?s)`src/main/java/([^`]+)`:\n\n```java\n(.*?)```");

  private static final String MANIFEST = "(?s)manifest:\n\n```\n(.*?)```";

  private static final String APPLICATION = "```lua\n(\\{ name = \"studio\".*?),\n```";

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void theSmallestPluginNeedsTheLibrariesOfTheDistributionAlone() throws IOException {
    Distribution distribution = bench.copyOfDistribution();
    GuideText guide = GuideText.of(distribution);
    Path jar =
        new PluginSources("gate", sources(guide), manifest(guide))
            .build(distribution, bench.folder());
    Files.copy(jar, distribution.plugins().resolve("gate.jar"));

    ServerProcess server =
        bench.start(distribution, ServerConfig.live().withApplication(guide.find(APPLICATION)));

    // The example's one allowed address is not ours.
    RunningTool publisher = streams.publishForever(Clips.PLAIN, server.rtmp("studio", "one"));
    assertThat(publisher.awaitEnd(Streams.LIMIT).exitCode()).isNotZero();
    server.awaitLog("may not publish");
  }

  private static Map<String, String> sources(GuideText guide) {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher source = SOURCE.matcher(guide.text());
    while (source.find()) {
      files.put(source.group(1), source.group(2));
    }
    assertThat(files).containsKey("module-info.java").hasSize(2);
    return files;
  }

  private static Map<String, String> manifest(GuideText guide) {
    Map<String, String> entries = new LinkedHashMap<>();
    guide
        .find(MANIFEST)
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(entry -> entries.put(entry[0], entry[1]));
    return entries;
  }
}
