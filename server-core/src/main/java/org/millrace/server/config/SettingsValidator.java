package org.millrace.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * The second step of validation, when plugins are loaded: checks the keys that only they know, and
 * warns of those that nobody knows.
 */
public final class SettingsValidator {
  private static final String NOBODY = "has no effect: no plugin that is loaded reads it";

  private final ConfigProblems problems;

  /**
   * A validator.
   *
   * @param problems takes what is found
   */
  public SettingsValidator(ConfigProblems problems) {
    this.problems = problems;
  }

  /**
   * Checks a table against settings: types, ranges, required keys, unknown keys, and so on in the
   * tables in it whose keys are listed.
   *
   * @param table the table
   * @param settings all that it may have
   */
  public void validate(ConfigNode.Table table, Collection<Setting<?>> settings) {
    UnknownKeys.warn(table, settings, Map.of(), problems);
    check(table, settings);
  }

  /**
   * Checks an application's table. Keys of its acceptors' protocols may stand there, too.
   *
   * @param application the application
   * @param own the settings of its type
   * @param ofAcceptors the settings of its acceptors' protocols
   */
  public void validateApplication(
      ApplicationConfig application,
      Collection<Setting<?>> own,
      Collection<Setting<?>> ofAcceptors) {
    List<Setting<?>> plugins = new ArrayList<>(own);
    plugins.addAll(inTable(application.table(), ofAcceptors));
    List<Setting<?>> known = new ArrayList<>(ApplicationSettings.ALL);
    known.addAll(plugins);
    warn(application.table(), known, LegacyKeys.APPLICATION, LegacyKeys.OF_APPLICATION_PLUGINS);
    check(application.table(), plugins);
  }

  /**
   * Checks an acceptor's table.
   *
   * @param acceptor the acceptor
   * @param own the settings of its protocols
   */
  public void validateAcceptor(AcceptorConfig acceptor, Collection<Setting<?>> own) {
    List<Setting<?>> known = new ArrayList<>(AcceptorSettings.ALL);
    known.addAll(own);
    warn(acceptor.table(), known, LegacyKeys.ACCEPTOR, LegacyKeys.OF_ACCEPTOR_PLUGINS);
    check(acceptor.table(), own);
  }

  /**
   * An acceptor's settings as its protocol sees them: what its own table does not say, the
   * application's may say for all of its acceptors, as crtmpserver has {@code validateHandshake}.
   *
   * @param acceptor the acceptor
   * @param application its application
   * @param own the settings of its protocols
   * @return the acceptor's table with what the application adds
   */
  public static ConfigNode.Table merge(
      AcceptorConfig acceptor, ApplicationConfig application, Collection<Setting<?>> own) {
    Map<String, ConfigNode> values = new LinkedHashMap<>(acceptor.table().values());
    for (Setting<?> setting : inTable(application.table(), own)) {
      values.putIfAbsent(setting.name(), application.table().values().get(setting.name()));
    }
    return new ConfigNode.Table(acceptor.location(), Map.copyOf(values), acceptor.table().items());
  }

  private static List<Setting<?>> inTable(ConfigNode.Table table, Collection<Setting<?>> settings) {
    List<Setting<?>> present = new ArrayList<>(settings);
    present.removeIf(setting -> !table.has(setting.name()));
    return present;
  }

  private void warn(
      ConfigNode.Table table,
      List<Setting<?>> known,
      Map<String, String> legacy,
      Set<String> ofPlugins) {
    Map<String, String> others = new LinkedHashMap<>(legacy);
    ofPlugins.forEach(key -> others.put(key, NOBODY));
    UnknownKeys.warn(table, known, others, problems);
    Set<String> names = new TreeSet<>(known.stream().map(Setting::name).toList());
    table
        .values()
        .forEach(
            (key, node) -> {
              if (ofPlugins.contains(key)
                  && !names.contains(key)
                  && LegacyKeys.asksForSomething(key, node)) {
                problems.warn(node.location(), NOBODY);
              }
            });
  }

  private void check(ConfigNode.Table table, Collection<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      try {
        Object value = setting.find(table);
        if (value == null && setting.defaultText().equals("required")) {
          setting.read(table);
        }
        checkMembers(value, setting.members());
      } catch (ConfigException e) {
        problems.error(e);
      }
    }
  }

  private void checkMembers(Object value, List<Setting<?>> members) {
    if (members.isEmpty()) {
      return;
    }
    if (value instanceof ConfigNode.Table table) {
      validate(table, members);
    } else if (value instanceof List<?> list) {
      list.forEach(item -> checkMembers(item, members));
    }
  }
}
