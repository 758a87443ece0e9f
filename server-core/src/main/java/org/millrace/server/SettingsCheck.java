package org.millrace.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.config.SettingsValidator;
import org.millrace.server.plugin.LoadedPlugin;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.protocol.ResolvedChain;

/** The second half of validation: the keys that only plugins know. */
final class SettingsCheck {
  private static final Logger LOG = LogManager.getLogger(SettingsCheck.class);

  private final ServerConfig config;

  SettingsCheck(ServerConfig config) {
    this.config = config;
  }

  /**
   * Checks {@code configuration.plugins}.
   *
   * @throws org.millrace.server.config.InvalidConfigException if something is wrong
   */
  void plugins(List<LoadedPlugin> plugins) {
    ConfigProblems problems = new ConfigProblems();
    plugins(plugins, problems);
    report(problems);
  }

  /** Checks {@code configuration.plugins}, and notes what is found. */
  void plugins(List<LoadedPlugin> plugins, ConfigProblems problems) {
    SettingsValidator validator = new SettingsValidator(problems);
    config
        .plugins()
        .forEach(
            (id, table) -> {
              Optional<LoadedPlugin> plugin =
                  plugins.stream().filter(it -> it.id().equals(id)).findFirst();
              if (plugin.isPresent()) {
                validator.validate(table, plugin.get().settings());
              } else {
                problems.warn(table.location(), "has no effect: there is no plugin " + id);
              }
            });
  }

  /**
   * Checks the applications whose types are there, and their acceptors; warns of the others.
   *
   * @throws org.millrace.server.config.InvalidConfigException if something is wrong
   */
  void applications(ApplicationTypes types, ProtocolFactoryRegistry protocols) {
    ConfigProblems problems = new ConfigProblems();
    applications(types, protocols, problems);
    report(problems);
  }

  /** Checks the applications whose types are there, and notes what is found. */
  void applications(
      ApplicationTypes types, ProtocolFactoryRegistry protocols, ConfigProblems problems) {
    SettingsValidator validator = new SettingsValidator(problems);
    for (ApplicationConfig application : config.applications()) {
      types
          .find(application.type())
          .ifPresentOrElse(
              type -> check(application, type.factory().settings(), protocols, validator),
              () -> problems.warn(application.table().location(), leftOut(application)));
    }
  }

  private static String leftOut(ApplicationConfig application) {
    return "application %s and its acceptors are left out: no plugin brings the type %s (a plugin jar"
            .formatted(application.name(), application.type())
        + " that does belongs into the plugins folder)";
  }

  private static void check(
      ApplicationConfig application,
      List<Setting<?>> own,
      ProtocolFactoryRegistry protocols,
      SettingsValidator validator) {
    List<Setting<?>> ofAcceptors = new ArrayList<>();
    for (AcceptorConfig acceptor : application.acceptors()) {
      List<Setting<?>> ofProtocols = settings(acceptor, protocols);
      validator.validateAcceptor(acceptor, ofProtocols);
      ofAcceptors.addAll(ofProtocols);
    }
    validator.validateApplication(application, own, ofAcceptors.stream().distinct().toList());
  }

  /**
   * Checks one application while the server runs, and logs what is wrong.
   *
   * @param news whether to say what is no error, too
   * @return false if it cannot be used as it is
   */
  boolean fits(
      ApplicationConfig application,
      ApplicationTypes types,
      ProtocolFactoryRegistry protocols,
      boolean news) {
    ConfigProblems problems = new ConfigProblems();
    SettingsValidator validator = new SettingsValidator(problems);
    types
        .find(application.type())
        .ifPresent(type -> check(application, type.factory().settings(), protocols, validator));
    if (news) {
      problems.warnings().forEach(problem -> LOG.warn("{}", problem));
    }
    problems.errors().forEach(problem -> LOG.error("left out: {}", problem));
    return problems.errors().isEmpty();
  }

  /**
   * Checks the table of one plugin that comes while the server runs.
   *
   * @throws org.millrace.server.config.InvalidConfigException if something is wrong
   */
  void plugin(LoadedPlugin plugin) {
    ConfigNode.Table table = config.plugins().get(plugin.id());
    if (table != null) {
      ConfigProblems problems = new ConfigProblems();
      new SettingsValidator(problems).validate(table, plugin.settings());
      report(problems);
    }
  }

  /** The keys that an acceptor's protocols have. */
  static List<Setting<?>> settings(AcceptorConfig acceptor, ProtocolFactoryRegistry protocols) {
    return settings(
        acceptor.chains().stream().map(protocols::chain).flatMap(Optional::stream).toList());
  }

  /** The keys that chains have. */
  static List<Setting<?>> settings(List<ResolvedChain> chains) {
    return chains.stream()
        .map(ResolvedChain::acceptorSettings)
        .<Setting<?>>flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static void report(ConfigProblems problems) {
    problems.warnings().forEach(problem -> LOG.warn("{}", problem));
    problems.throwIfInvalid();
  }
}
