package org.millrace.server.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.PluginContext;

/** The programs for the command line that plugins bring. Thread-safe. */
public final class ToolRegistry {
  private final Map<String, OfferedTool> tools = new TreeMap<>();

  /**
   * A tool and who brought it.
   *
   * @param plugin its plugin's door to the host
   * @param tool the tool
   */
  public record OfferedTool(PluginContext plugin, CommandLineTool tool) {}

  /**
   * Adds what a plugin brings: all of it, or nothing if something is wrong with it.
   *
   * @param plugin the plugin's door to the host
   * @param added its tools
   * @throws IllegalArgumentException if a name cannot be used, or another plugin has brought such a
   *     tool; the message names both
   */
  public synchronized void add(PluginContext plugin, List<CommandLineTool> added) {
    for (CommandLineTool tool : added) {
      requireUsable(plugin, tool.name());
    }
    added.forEach(tool -> tools.put(tool.name(), new OfferedTool(plugin, tool)));
  }

  private void requireUsable(PluginContext plugin, String name) {
    if (!CommandLineParser.isToolName(name)) {
      throw new IllegalArgumentException(
          "tool %s: (expected: lower case letters, digits and hyphens, a letter first)"
              .formatted(name));
    }
    OfferedTool other = tools.get(name);
    if (other != null) {
      throw new IllegalArgumentException(
          "tool %s: brought by plugins %s and %s (expected: one)"
              .formatted(name, other.plugin().pluginId(), plugin.pluginId()));
    }
  }

  /**
   * Takes back what a plugin has brought.
   *
   * @param pluginId the plugin
   */
  public synchronized void remove(String pluginId) {
    tools.values().removeIf(offered -> offered.plugin().pluginId().equals(pluginId));
  }

  /**
   * All tools.
   *
   * @return by name
   */
  public synchronized List<CommandLineTool> all() {
    return tools.values().stream().map(OfferedTool::tool).toList();
  }

  /**
   * Finds a tool.
   *
   * @param name the word that asks for it
   * @return empty if no plugin brings it
   */
  public synchronized Optional<OfferedTool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }
}
