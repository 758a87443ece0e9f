package org.millrace.server.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Application;
import org.millrace.api.config.ConfigException;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamListener;
import org.millrace.server.application.ApplicationTypes.ApplicationType;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.recording.RecordingService;
import org.millrace.server.watchdog.FailureReports;

/**
 * The applications of the server, by name and alias.
 *
 * <p>To be registered as a listener of the stream registry, so that each application hears of its
 * streams.
 */
public final class ApplicationRegistry implements StreamListener {
  private static final Logger LOG = LogManager.getLogger(ApplicationRegistry.class);

  private final ApplicationTypes types;
  private final RecordingService recordings;
  private final Supplier<List<Endpoint>> endpoints;
  private final FailureReports failures;

  /** Replaced as a whole, by one thread at a time; read by all threads. */
  private volatile Directory directory = Directory.of(List.of());

  /** All applications in the order of the configuration, and by every name that they have. */
  private record Directory(List<HostedApplication> all, Map<String, HostedApplication> byName) {
    static Directory of(List<HostedApplication> all) {
      Map<String, HostedApplication> byName = new HashMap<>();
      for (HostedApplication application : all) {
        byName.put(application.name(), application);
        application.config().aliases().forEach(alias -> byName.put(alias, application));
      }
      return new Directory(List.copyOf(all), byName);
    }
  }

  /**
   * No applications yet.
   *
   * @param types what plugins bring
   * @param recordings records the streams of all applications
   * @param endpoints gives the endpoints that are bound; asked again each time
   * @param failures takes what the applications' hooks throw
   */
  public ApplicationRegistry(
      ApplicationTypes types,
      RecordingService recordings,
      Supplier<List<Endpoint>> endpoints,
      FailureReports failures) {
    this.types = types;
    this.recordings = recordings;
    this.endpoints = endpoints;
    this.failures = failures;
  }

  /**
   * Makes an application. One that fails is left out and reported.
   *
   * @param config its name and aliases are those of no other
   * @param place in the configuration; applications are kept in that order
   * @return empty if no plugin brings its type, or if it fails
   * @throws ConfigException if the application cannot use one of its settings
   */
  public Optional<HostedApplication> create(ApplicationConfig config, int place) {
    Optional<ApplicationType> type = types.find(config.type());
    Optional<HostedApplication> application = type.flatMap(found -> create(config, place, found));
    application.ifPresent(
        created -> {
          List<HostedApplication> more = new ArrayList<>(all());
          more.add(created);
          more.sort(Comparator.comparingInt(HostedApplication::place));
          directory = Directory.of(more);
        });
    return application;
  }

  private Optional<HostedApplication> create(
      ApplicationConfig config, int place, ApplicationType type) {
    HostedApplicationContext context =
        new HostedApplicationContext(
            config,
            type.plugin(),
            recordings.of(config.name(), config.recordedStreamsStorage()),
            this);
    try {
      Application application = type.factory().create(context);
      return Optional.of(new HostedApplication(config, place, application, context, failures));
    } catch (ConfigException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      LOG.error(
          "application {} and its acceptors are left out: type {} of plugin {} fails",
          config.name(),
          config.type(),
          type.plugin().pluginId(),
          e);
      return Optional.empty();
    }
  }

  /**
   * Lets an application that runs go on with another configuration.
   *
   * @param config of the same name and type, with the same settings of the application's own
   * @param place in the configuration
   */
  public void reconfigure(ApplicationConfig config, int place) {
    all().stream()
        .filter(application -> application.name().equals(config.name()))
        .forEach(application -> application.reconfigure(config, place));
    List<HostedApplication> sorted = new ArrayList<>(all());
    sorted.sort(Comparator.comparingInt(HostedApplication::place));
    directory = Directory.of(sorted);
  }

  /** Starts the applications that were made and not started. One that fails is left out. */
  public void start() {
    List<HostedApplication> started = new ArrayList<>();
    for (HostedApplication application : all()) {
      try {
        application.start();
        started.add(application);
      } catch (RuntimeException | LinkageError e) {
        LOG.error("application {} does not start and is left out", application.name(), e);
      }
    }
    directory = Directory.of(started);
  }

  /**
   * Takes applications out, so that nobody finds them any more.
   *
   * @param which those to take out
   * @return them, to be stopped when their clients are gone
   */
  public List<HostedApplication> remove(Predicate<HostedApplication> which) {
    List<HostedApplication> removed = all().stream().filter(which).toList();
    directory = Directory.of(all().stream().filter(which.negate()).toList());
    removed.forEach(HostedApplication::close);
    return removed;
  }

  /**
   * Stops applications that were taken out, in reverse order. Their clients are gone.
   *
   * @param removed what {@link #remove} gave
   */
  public void stop(List<HostedApplication> removed) {
    for (int i = removed.size() - 1; i >= 0; i--) {
      HostedApplication application = removed.get(i);
      try {
        application.stop();
      } catch (RuntimeException | LinkageError e) {
        LOG.error("application {} does not stop cleanly", application.name(), e);
      }
    }
  }

  /** Stops all applications. Their clients are gone. */
  public void stop() {
    stop(remove(application -> true));
  }

  /**
   * All applications.
   *
   * @return in the order of the configuration
   */
  public List<HostedApplication> all() {
    return directory.all();
  }

  /**
   * Finds an application.
   *
   * @param name its name or one of its aliases
   * @return empty if there is none of that name
   */
  public Optional<HostedApplication> find(String name) {
    return Optional.ofNullable(directory.byName().get(name));
  }

  /**
   * The application for connections that belong to none.
   *
   * @return the one that the configuration marks as default; the last, if there are several
   */
  public Optional<HostedApplication> defaultApplication() {
    return all().stream()
        .filter(application -> application.config().isDefault())
        .reduce((first, last) -> last);
  }

  @Override
  public void onPublished(LiveStream stream) {
    find(stream.key().application()).ifPresent(application -> application.published(stream));
  }

  @Override
  public void onUnpublished(LiveStream stream, CloseReason reason) {
    find(stream.key().application())
        .ifPresent(application -> application.unpublished(stream, reason));
  }

  /** The bound endpoints from which a client can get to an application. */
  List<Endpoint> endpointsTo(String application) {
    return endpoints.get().stream()
        .filter(
            endpoint ->
                endpoint.application().equals(application)
                    || find(endpoint.application())
                        .filter(HostedApplication::leadsToOthers)
                        .isPresent())
        .toList();
  }
}
