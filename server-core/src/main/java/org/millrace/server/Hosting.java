package org.millrace.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigException;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.server.application.HostedApplication;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ConfigDifference;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.io.Connection;
import org.millrace.server.plugin.PluginClasses;
import org.millrace.server.protocol.AcceptorFactory;
import org.millrace.server.stream.StreamSelection;

/**
 * Brings to life what the configuration asks for and the plugins can do: ports, applications, file
 * sources. At the start, and again whenever plugins have come or gone; and ends what lives by a
 * plugin that goes.
 *
 * <p>At the start whatever goes wrong is thrown. Later the server runs, and what goes wrong is
 * logged and left out.
 *
 * <p>Used by one thread at a time.
 */
final class Hosting {
  private static final Logger LOG = LogManager.getLogger(Hosting.class);

  /** How long files may take to be finished. */
  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(10);

  /** How long a connection may take to be closed beyond the time that it has to linger. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final ServerParts parts;
  private ServerConfig config;
  private SettingsCheck settings;

  /** Between the start and the stop; only then do plugins come and go on their own. */
  private boolean running;

  Hosting(ServerConfig config, ServerParts parts) {
    this.config = config;
    this.parts = parts;
    this.settings = new SettingsCheck(config);
  }

  /** What is in force. */
  ServerConfig config() {
    return config;
  }

  /** Checks settings against what is in force. */
  SettingsCheck settings() {
    return settings;
  }

  // ---- at the start, phase by phase

  /**
   * Checks all settings that only plugins know, and makes the acceptors.
   *
   * @throws RuntimeException if something cannot be used
   */
  void prepare() {
    settings.applications(parts.types(), parts.protocols());
    parts
        .ports()
        .configure(
            config.applications(),
            new AcceptorFactory(parts.io(), parts.protocols(), parts.router()));
    parts.ports().resolve(this::hasType, Hosting::refuse);
  }

  void bindPorts() {
    parts.ports().bind(Hosting::refuse);
  }

  void startApplications() {
    parts.streams().addListener(parts.applications());
    parts.recordings().repair(recordingFolders());
    createApplications(Set.of(), Hosting::refuse);
    parts.applications().start();
  }

  void accept() {
    parts.ports().accept(name -> parts.applications().find(name).isPresent());
  }

  void startSources() {
    parts.applications().all().forEach(this::startSources);
    running = true;
  }

  /** From now on nothing is brought to life any more. */
  void close() {
    running = false;
  }

  private boolean hasType(ApplicationConfig application) {
    return parts.types().find(application.type()).isPresent();
  }

  private List<HostedApplication> createApplications(
      Set<String> unfit, Consumer<RuntimeException> onFailure) {
    List<HostedApplication> created = new ArrayList<>();
    List<ApplicationConfig> configured = config.applications();
    for (int place = 0; place < configured.size(); place++) {
      ApplicationConfig application = configured.get(place);
      if (!runs(application) && !unfit.contains(application.name())) {
        try {
          parts.applications().create(application, place).ifPresent(created::add);
        } catch (ConfigException e) {
          onFailure.accept(e);
        }
      }
    }
    return created;
  }

  private boolean runs(ApplicationConfig application) {
    return parts.applications().find(application.name()).isPresent();
  }

  private List<Path> recordingFolders() {
    return config.applications().stream()
        .flatMap(application -> application.recordedStreamsStorage().stream())
        .distinct()
        .toList();
  }

  private void startSources(HostedApplication application) {
    application
        .config()
        .fileSources()
        .forEach(
            source ->
                parts
                    .sources()
                    .start(
                        application.name(),
                        source,
                        application.context().playUris(source.streamName())));
  }

  // ---- while the server runs

  /** Plugins have come or gone: brings to life what can be now, closes what cannot be any more. */
  void settle() {
    if (!running) {
      return;
    }
    List<Service> before = parts.ports().services();
    Set<String> unfit = new HashSet<>();
    for (ApplicationConfig application : config.applications()) {
      if (hasType(application)
          && !settings.fits(application, parts.types(), parts.protocols(), !runs(application))) {
        unfit.add(application.name());
      }
    }
    parts.ports().resolve(application -> isFit(application, unfit), Hosting::log);
    parts.ports().bind(Hosting::log);
    List<HostedApplication> created = createApplications(unfit, Hosting::log);
    parts.applications().start();
    accept();
    parts.ports().logNew(before);
    created.stream()
        .filter(application -> parts.applications().all().contains(application))
        .forEach(this::started);
    parts.sources().resume();
    parts.recordings().resume();
  }

  private boolean isFit(ApplicationConfig application, Set<String> unfit) {
    return hasType(application) && !unfit.contains(application.name());
  }

  private void started(HostedApplication application) {
    LOG.info("application {} runs: plugin {}", application.name(), application.pluginId());
    startSources(application);
  }

  private static void refuse(RuntimeException failure) {
    throw failure;
  }

  private static void log(RuntimeException failure) {
    LOG.error("left out: {}", failure.getMessage());
    LOG.debug("left out", failure);
  }

  /**
   * Ends what lives by a plugin: its applications with all their clients, connections that speak
   * its protocols, publications and subscriptions of its classes, recordings and sources of its
   * formats. Those who are connected are told by their protocols first.
   */
  void takeDown(PluginClasses plugin) {
    if (!running) {
      return;
    }
    String id = plugin.pluginId();
    takeDown(
        application -> application.pluginId().equals(id),
        port -> port.needs(id),
        plugin::hasClassOf,
        connection -> connection.plugins().contains(id),
        "plugin " + id + " is unloaded");
  }

  /**
   * Ends applications with all their clients and streams, and whatever else is chosen.
   *
   * @param which the applications
   * @param waiting the ports, besides theirs, at which peers wait meanwhile
   * @param parties whose streams, recordings and sources end, besides theirs
   * @param closing the connections that end, besides theirs
   * @param reason for their log lines
   */
  private void takeDown(
      Predicate<HostedApplication> which,
      Predicate<Port> waiting,
      Predicate<Object> parties,
      Predicate<Connection> closing,
      String reason) {
    List<HostedApplication> leaving = parts.applications().remove(which);
    Set<String> names =
        leaving.stream().map(HostedApplication::name).collect(Collectors.toUnmodifiableSet());
    parts.ports().suspend(port -> waiting.test(port) || names.contains(port.application().name()));
    await("sources", parts.sources().stop(names));
    await("sources", parts.sources().suspend(parties));
    await("streams", parts.streams().close(new StreamSelection(names::contains, parties)));
    await("recordings", parts.recordings().suspend(parties));
    closeConnections(leaving, closing, reason);
    parts.applications().stop(leaving);
  }

  private void closeConnections(
      List<HostedApplication> leaving, Predicate<Connection> more, String reason) {
    Set<ConnectionContext> clients =
        leaving.stream()
            .flatMap(application -> application.connections().stream())
            .collect(Collectors.toSet());
    List<Connection> closing =
        parts
            .io()
            .connections()
            .closeAll(connection -> clients.contains(connection) || more.test(connection), reason);
    Duration patience = config.limits().lingerTimeout().plus(CLOSE_TIMEOUT);
    if (!parts.io().connections().awaitClosed(closing, patience)) {
      LOG.warn("{}: some connections do not close", reason);
    }
    parts.io().awaitLastWords();
  }

  /** Looks whether acceptors could be had as they are to be, and notes what is wrong. */
  void checkPorts(List<ApplicationConfig> applications, ConfigProblems problems) {
    parts.ports().check(applications.stream().filter(this::hasType).toList(), problems);
  }

  /**
   * Goes over to another configuration that has been checked.
   *
   * @return what has changed, for people
   */
  List<String> reconfigure(ServerConfig after) {
    List<String> lines = new ArrayList<>();
    Map<String, ApplicationConfig> wanted = new LinkedHashMap<>();
    after.applications().forEach(application -> wanted.put(application.name(), application));
    Set<String> anew = new HashSet<>();
    for (ApplicationConfig old : config.applications()) {
      ApplicationConfig now = wanted.get(old.name());
      if (now == null || ConfigDifference.needsNewApplication(old, now)) {
        anew.add(old.name());
        lines.add("application " + old.name() + (now == null ? ": removed" : ": made anew"));
      } else if (!now.stream().equals(old.stream())) {
        lines.add("application " + old.name() + ": other settings for streams to come");
      }
    }
    after.applications().stream()
        .filter(application -> isNew(application.name()))
        .forEach(application -> lines.add("application " + application.name() + ": new"));
    takeDown(
        application -> anew.contains(application.name()),
        port -> false,
        party -> false,
        connection -> false,
        "the configuration has changed");
    boolean otherLimits = !after.limits().equals(config.limits());
    config = after;
    settings = new SettingsCheck(after);
    parts.policies().replace(after.applications());
    for (int place = 0; place < after.applications().size(); place++) {
      parts.applications().reconfigure(after.applications().get(place), place);
    }
    lines.addAll(parts.ports().reconfigure(after.applications(), otherLimits, Hosting::log));
    settle();
    return lines;
  }

  private boolean isNew(String application) {
    return config.applications().stream().noneMatch(it -> it.name().equals(application));
  }

  private static void await(String what, CompletionStage<Void> stage) {
    try {
      stage.toCompletableFuture().get(FILE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} have not ended within {} s", what, FILE_TIMEOUT.toSeconds());
    } catch (ExecutionException e) {
      LOG.error("{} have not ended as they should", what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
