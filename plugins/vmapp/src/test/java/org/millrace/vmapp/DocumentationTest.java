package org.millrace.vmapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.Setting;
import org.millrace.api.script.HostFunction;

/** The documentation and the code say the same. */
class DocumentationTest {
  private static final Path PAGE = Path.of("../../distribution/docs/lua-applications.md");

  private String page;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(PAGE);
  }

  @Test
  void everyHookIsThereWithItsOldName() {
    for (Hook hook : Hook.values()) {
      String row =
          page.lines()
              .filter(line -> line.startsWith("| `" + hook.function() + "("))
              .findFirst()
              .orElseThrow(() -> new AssertionError(hook));
      if (!hook.oldName().isEmpty()) {
        assertThat(row).endsWith("| `" + hook.oldName() + "` |");
      }
    }
    assertThat(matches("^\\| `(on\\w+)\\(")).hasSize(Hook.values().length);
  }

  @Test
  void everyServiceIsThereAndNoOther() {
    try (FakeHost host = new FakeHost(Path.of("none.lua"))) {
      LuaApplication application = new LuaApplication(host);
      application.start();
      application.stop();
      assertThat(matches("^\\| `millrace\\.(\\w+)\\("))
          .containsExactlyInAnyOrderElementsOf(functions(host, "millrace"));
      assertThat(matches("`crtmpserver\\.(\\w+)\\("))
          .containsExactlyInAnyOrderElementsOf(functions(host, "crtmpserver"));
    }
  }

  @Test
  void everyLimitIsNamed() {
    assertThat(VmAppSettings.ALL.stream().map(Setting::name))
        .filteredOn(name -> !name.equals("vmType") && !name.equals("script"))
        .allSatisfy(name -> assertThat(page).contains(name));
  }

  private static List<String> functions(FakeHost host, String table) {
    return ((Map<?, ?>) host.globals.get(table))
        .entrySet().stream()
            .filter(entry -> entry.getValue() instanceof HostFunction)
            .map(entry -> entry.getKey().toString())
            .toList();
  }

  private List<String> matches(String pattern) {
    Stream<MatchResult> results =
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(page).results();
    return results.map(result -> result.group(1)).toList();
  }
}
