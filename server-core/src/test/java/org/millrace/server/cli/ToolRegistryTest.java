package org.millrace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.PluginContext;
import org.millrace.server.fake.FakePluginContext;

class ToolRegistryTest {
  private final ToolRegistry tools = new ToolRegistry();

  private record NamedTool(String name) implements CommandLineTool {
    @Override
    public String summary() {
      return "Does nothing.";
    }

    @Override
    public int run(
        List<String> arguments, PrintWriter out, PrintWriter err, PluginContext context) {
      return 0;
    }
  }

  private void add(String plugin, String... names) {
    tools.add(
        new FakePluginContext(plugin),
        List.of(names).stream().<CommandLineTool>map(NamedTool::new).toList());
  }

  @Test
  void toolsAreFoundWithTheirPluginAndListedByName() {
    add("a", "stress", "probe");

    assertThat(tools.find("stress").orElseThrow().plugin().pluginId()).isEqualTo("a");
    assertThat(tools.find("other")).isEmpty();
    assertThat(tools.all()).extracting(CommandLineTool::name).containsExactly("probe", "stress");
  }

  @Test
  void aNameThatIsTakenIsAnErrorThatNamesBothPlugins() {
    add("a", "stress");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> add("b", "probe", "stress"))
        .withMessage("tool stress: brought by plugins a and b (expected: one)");
    assertThat(tools.find("probe")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Stress", "--stress", "stress.lua", "./stress", "7"})
  void aNameThatNoCommandLineCouldAskForIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add("a", name))
        .withMessageContaining("expected: lower case letters");
  }

  @Test
  void toolsGoWithTheirPlugin() {
    add("a", "stress");
    add("b", "probe");

    tools.remove("a");

    assertThat(tools.all()).extracting(CommandLineTool::name).containsExactly("probe");
  }
}
