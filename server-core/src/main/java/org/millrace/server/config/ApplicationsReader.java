package org.millrace.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.server.lua.LuaLimits;

/** Reads the list of applications, and sees to it that names are unique. */
final class ApplicationsReader {
  static final Setting<Path> ROOT_DIRECTORY =
      Setting.path("rootDirectory", "Where relative appDirs start.").optional();

  private final Path baseDirectory;
  private final ConfigProblems problems;
  private final LegacyKeys legacy;
  private final LuaLimits hookLimits;
  private final Map<String, List<Path>> addedFolders;
  private final Map<String, ConfigLocation> names = new HashMap<>();

  ApplicationsReader(
      Path baseDirectory,
      ConfigProblems problems,
      LegacyKeys legacy,
      LuaLimits hookLimits,
      Map<String, List<Path>> addedFolders) {
    this.baseDirectory = baseDirectory;
    this.problems = problems;
    this.legacy = legacy;
    this.hookLimits = hookLimits;
    this.addedFolders = addedFolders;
  }

  List<ApplicationConfig> read(TableReader root) {
    TableReader table = root.on(root.get(ServerSettings.APPLICATIONS));
    UnknownKeys.warnOfNamed(table.table(), List.of(ROOT_DIRECTORY), Map.of(), problems);
    Path rootDirectory =
        table.find(ROOT_DIRECTORY).map(baseDirectory::resolve).orElse(baseDirectory).normalize();
    ApplicationReader reader =
        new ApplicationReader(baseDirectory, rootDirectory, legacy, hookLimits, addedFolders);
    List<ApplicationConfig> applications = new ArrayList<>();
    for (ConfigNode item : table.table().items()) {
      if (item instanceof ConfigNode.Table application) {
        reader.read(table.on(application)).ifPresent(applications::add);
      } else {
        problems.error(item.location(), item + " (expected: a table)");
      }
    }
    if (applications.isEmpty()) {
      problems.warn(root.locationOf(ServerSettings.APPLICATIONS), "there are no applications");
    }
    applications.forEach(this::claimNames);
    warnOfManyDefaults(applications);
    return applications;
  }

  private void claimNames(ApplicationConfig application) {
    ConfigNode.Table table = application.table();
    claim(
        application.name(), new TableReader(table, problems).locationOf(ApplicationSettings.NAME));
    ConfigNode aliases = table.get(ApplicationSettings.ALIASES.name());
    if (aliases instanceof ConfigNode.Table list) {
      for (int i = 0; i < application.aliases().size(); i++) {
        claim(application.aliases().get(i), list.items().get(i).location());
      }
    } else if (aliases != null) {
      application.aliases().forEach(alias -> claim(alias, aliases.location()));
    }
  }

  private void claim(String name, ConfigLocation location) {
    ConfigLocation first = names.putIfAbsent(name, location);
    if (first != null) {
      problems.error(
          location,
          '"'
              + name
              + "\" (expected: a name that no other application has, as "
              + first
              + " does)");
    }
  }

  /** The last one counts, as in crtmpserver. */
  private void warnOfManyDefaults(List<ApplicationConfig> applications) {
    List<ApplicationConfig> defaults =
        applications.stream().filter(ApplicationConfig::isDefault).toList();
    for (ApplicationConfig earlier : defaults.subList(0, Math.max(0, defaults.size() - 1))) {
      problems.warn(
          new TableReader(earlier.table(), problems).locationOf(ApplicationSettings.DEFAULT),
          "has no effect: " + defaults.get(defaults.size() - 1).name() + " is the default");
    }
  }
}
