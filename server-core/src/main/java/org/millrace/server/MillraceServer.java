package org.millrace.server;

import io.netty.util.ResourceLeakDetector.Level;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigException;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerState;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.server.cli.ToolRegistry;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.InvalidConfigException;
import org.millrace.server.config.LogAppenderConfig;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.config.ServerConfigReader;
import org.millrace.server.io.IoException;
import org.millrace.server.io.IoHandlerManager;
import org.millrace.server.logging.LogHistory;
import org.millrace.server.plugin.PluginUpdater;
import org.millrace.server.protocol.ProtocolException;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.LeakReports;
import org.millrace.server.watchdog.PluginCode;

/**
 * A server, for programs that want one inside: {@link #of} reads a configuration, {@link #start}
 * brings the server up, {@link #stop} drains it. The server's own program does the same.
 *
 * <p>Logging is left to the program: {@code logAppenders} of the configuration have no effect here.
 * May be used by any thread; start and stop wait for each other.
 */
public final class MillraceServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(MillraceServer.class);

  /** How long recordings may take to be finished, and sources to be closed. */
  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(10);

  private volatile ServerConfig config;
  private final Outside outside;
  private final Teardown teardown = new Teardown();
  private final Operations operations;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile ServerState state = ServerState.STARTING;
  private boolean used;
  private volatile @Nullable ServerParts parts;
  private volatile @Nullable Server running;
  private volatile @Nullable PluginUpdater updater;
  private volatile @Nullable Hosting hosting;
  private @Nullable Watchdog watchdog;

  MillraceServer(ServerConfig config) {
    this(config, new Outside(appenders -> {}, MillraceServer::stopByItself));
  }

  /** A server in a process of its own. */
  MillraceServer(ServerConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.operations = new Operations(config.drainTimeout());
  }

  /**
   * What is done to the process that a server runs in.
   *
   * @param logging takes, at a reload, where log lines go from now on
   * @param end has the server stopped, which somebody in it has asked for; must not wait for it
   */
  record Outside(Consumer<List<LogAppenderConfig>> logging, Consumer<MillraceServer> end) {}

  private static void stopByItself(MillraceServer server) {
    new Thread(server::stop, "millrace-stop").start();
  }

  /**
   * Reads a configuration.
   *
   * @param configuration the Lua file
   * @return a server that has not been started
   * @throws StartException if the configuration cannot be used; the message has a line for each
   *     error
   */
  public static MillraceServer of(Path configuration) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return new MillraceServer(ServerConfigReader.read(configuration, problems));
    } catch (InvalidConfigException e) {
      throw new StartException(e.getMessage(), e);
    } finally {
      problems.warnings().forEach(problem -> LOG.warn("{}", problem));
    }
  }

  /**
   * Brings the server up. A server is started once.
   *
   * @throws StartException if that is not possible; nothing is left running then
   */
  public synchronized void start() {
    requireUnused();
    try {
      operations.onOwnThread("start", this::startNow);
    } catch (RuntimeException | Error e) {
      stop();
      throw explain(e);
    }
  }

  private boolean startNow() {
    open(prepare());
    state = ServerState.RUNNING;
    LOG.info("services");
    ServiceTable.lines(services()).forEach(LOG::info);
    return true;
  }

  /**
   * Does everything that a start does up to the taking of ports, and undoes it.
   *
   * @throws StartException if the server cannot start
   */
  synchronized void check() {
    prepareAnd(made -> made);
  }

  /**
   * The reference of all settings, those of the plugins too.
   *
   * @return Markdown
   * @throws StartException if the server cannot start
   */
  synchronized String settingsReference() {
    return prepareAnd(PluginSettings::reference);
  }

  /**
   * Does something with the programs that plugins bring, while the plugins run.
   *
   * @param work gets them
   * @return what that gives
   * @throws StartException if the plugins cannot be loaded
   */
  synchronized <T> T withTools(Function<ToolRegistry, T> work) {
    return prepareAnd(made -> work.apply(made.tools()));
  }

  private <T> T prepareAnd(Function<ServerParts, T> work) {
    requireUnused();
    try {
      return work.apply(operations.onOwnThread("prepare", this::prepare).parts());
    } catch (RuntimeException | Error e) {
      throw explain(e);
    } finally {
      stop();
    }
  }

  private void requireUnused() {
    if (used) {
      throw new IllegalStateException("the server has been started before");
    }
    used = true;
  }

  /**
   * What can be opened.
   *
   * @param parts the server
   * @param hosting brings it to life
   * @param plugins have been started
   */
  private record Prepared(ServerParts parts, Hosting hosting, PluginPhase plugins) {}

  /** Everything that a configuration can be wrong about, short of taking ports. */
  private Prepared prepare() {
    LOG.info("IO handlers");
    ServerParts.Watch watch = new ServerParts.Watch(new PluginCode(), new FailureReports());
    LeakReports.install(watch.code());
    IoHandlerManager io =
        new IoHandlerManager(config.io(), config.limits(), watch.code(), watch.failures());
    teardown.push("end threads", io::close);
    LogHistory.ofProcess().open(config.administration().logLines());
    teardown.push("keep log lines no more", LogHistory.ofProcess()::close);
    ServerParts made = ServerParts.of(config, watch, io);
    parts = made;
    teardown.push("stop plugins", made.plugins()::close);

    Hosting hosting = new Hosting(config, made);
    Server administered = new RunningServer(this, made, operations);
    running = administered;
    PluginPhase plugins = new PluginPhase(config, made, hosting, administered);
    plugins.load();
    new SettingsCheck(config).plugins(made.plugins().plugins());
    plugins.start();
    teardown.push("end the watchdog", this::endWatchdog);
    beginWatchdog(made);
    LOG.info("protocol registry: {}", made.protocols().chainNames());
    hosting.prepare();
    return new Prepared(made, hosting, plugins);
  }

  private void beginWatchdog(ServerParts made) {
    config
        .watchdog()
        .leakDetection()
        .ifPresent(level -> LeakReports.detect(Level.valueOf(level.name())));
    Watchdog begun = new Watchdog(config.watchdog(), made);
    begun.start();
    watchdog = begun;
  }

  private void endWatchdog() {
    Watchdog present = watchdog;
    if (present != null) {
      present.close();
    }
  }

  /**
   * Reads the configuration's file again and brings the server in line with it: only what has
   * changed is touched.
   *
   * @return what has changed, and what needs a restart, for people
   * @throws StartException if the configuration cannot be used; the message has a line for each
   *     error, and the server goes on as before
   * @throws CancellationException if the server does not run
   */
  public List<String> reload() {
    return operations.call("reload", this::reloadNow);
  }

  /** As {@link #reload()} has it, when it is its turn. */
  List<String> reloadNow() {
    return reload(present(hosting), present(parts));
  }

  /** Reads the configuration's file and tells what is wrong with it, when it is its turn. */
  ConfigProblems checkNow() {
    return new ConfigReload(config, present(parts), present(hosting)).check();
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new CancellationException("the server does not run");
    }
    return part;
  }

  /** What is in force. */
  ServerConfig config() {
    return config;
  }

  ServerState state() {
    return state;
  }

  /** Changes the plugins; throws if the server does not run. */
  PluginUpdater pluginUpdater() {
    return present(updater);
  }

  /** Has the server stopped by whoever has started it. */
  void shutdown(String reason) {
    if (asked.compareAndSet(false, true)) {
      LOG.info("stop: asked: {}", reason);
      outside.end().accept(this);
    }
  }

  private List<String> reload(Hosting present, ServerParts made) {
    ServerConfig before = config;
    LOG.info("configuration: {} is read again", before.file());
    try {
      ConfigReload.Reloaded reloaded = new ConfigReload(before, made, present).run();
      config = reloaded.config();
      List<String> lines = new ArrayList<>(reloaded.lines());
      if (!config.logAppenders().equals(before.logAppenders())) {
        outside.logging().accept(config.logAppenders());
        lines.add("logAppenders: changed");
      }
      if (!config.watchdog().equals(before.watchdog())) {
        endWatchdog();
        beginWatchdog(made);
        lines.add("watchdog: changed");
      }
      lines.forEach(line -> LOG.info("configuration: {}", line));
      return lines;
    } catch (InvalidConfigException e) {
      LOG.error("configuration: refused, nothing is changed:\n{}", e.getMessage());
      throw new StartException(e.getMessage(), e);
    }
  }

  private void open(Prepared prepared) {
    ServerParts made = prepared.parts();
    Hosting hosting = prepared.hosting();
    LOG.info("bind acceptors");
    hosting.bindPorts();

    LOG.info("applications");
    teardown.push("stop applications", made.applications()::stop);
    hosting.startApplications();
    teardown.push("finish recordings", () -> await(made.recordings().close(), FILE_TIMEOUT));

    LOG.info("accept");
    teardown.push("drain", () -> drain(made));
    hosting.accept();

    LOG.info("external streams");
    teardown.push("close file sources", () -> await(made.sources().stop(), FILE_TIMEOUT));
    hosting.startSources();
    teardown.push("stop accepting", () -> refuseAll(made));
    teardown.push(
        "end operations",
        () -> {
          operations.close();
          hosting.close();
        });
    this.hosting = hosting;
    PluginUpdater changing = prepared.plugins().updater();
    updater = changing;
    watchPlugins(prepared.plugins(), changing);
    new ControlPhase(config.administration(), made, changing, () -> reload(hosting, made))
        .open(operations)
        .ifPresent(control -> teardown.push("take no commands", control::close));
  }

  /** Does something to the plugins of the running server, for tests. */
  <T> T withPlugins(Function<PluginUpdater, T> work) {
    PluginUpdater present = Objects.requireNonNull(updater, "not started");
    return operations.call("plugins", () -> work.apply(present));
  }

  private void watchPlugins(PluginPhase plugins, PluginUpdater updater) {
    plugins
        .watched()
        .ifPresent(
            folder -> {
              PluginWatch watch = new PluginWatch(folder, updater, operations);
              teardown.push("watch plugins no more", watch::close);
              watch.start();
            });
  }

  private static void refuseAll(ServerParts made) {
    made.router().refuseAll();
    made.ports().stop();
  }

  /** Publishers and viewers are told by their protocols, then have the time to read it. */
  private void drain(ServerParts made) throws Exception {
    await(made.streams().close(), config.drainTimeout());
    if (!made.io().drain("the server stops", config.drainTimeout())) {
      LOG.warn("stop: {} connections are left and are cut", made.io().connections().size());
    }
  }

  private static void await(CompletionStage<?> stage, Duration timeout) throws Exception {
    stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What the server listens on.
   *
   * @return in the order of the configuration; empty if the server does not run
   */
  public List<Service> services() {
    ServerParts made = parts;
    return made == null ? List.of() : made.ports().services();
  }

  /**
   * The live streams, for programs that publish or watch themselves.
   *
   * @return may be used until the server stops
   * @throws IllegalStateException if the server does not run
   */
  public StreamRegistry streams() {
    ServerParts made = parts;
    if (made == null) {
      throw new IllegalStateException("the server does not run");
    }
    return made.streams();
  }

  /**
   * The server as plugins see it that administer or watch it.
   *
   * @return may be used until the server stops
   * @throws IllegalStateException if the server does not run
   */
  public Server administration() {
    Server present = running;
    if (present == null) {
      throw new IllegalStateException("the server does not run");
    }
    return present;
  }

  /**
   * Stops accepting, tells viewers and publishers, drains, finishes recordings, stops the plugins.
   * Waits for it, for the configured {@code drainTimeout} and a little more. Idempotent.
   */
  public synchronized void stop() {
    used = true;
    state = ServerState.DRAINING;
    operations.onOwnThread(
        "stop",
        () -> {
          teardown.run();
          return true;
        });
    parts = null;
    running = null;
    updater = null;
    hosting = null;
  }

  @Override
  public void close() {
    stop();
  }

  private static StartException explain(Throwable failure) {
    boolean forAdministrators =
        failure instanceof IoException
            || failure instanceof ProtocolException
            || failure instanceof ConfigException
            || failure instanceof InvalidConfigException
            || failure instanceof UncheckedIOException;
    if (failure instanceof StartException exception) {
      return exception;
    }
    if (forAdministrators) {
      return new StartException(String.valueOf(failure.getMessage()), failure);
    }
    LOG.error("start failed", failure);
    return new StartException(failure.toString(), failure);
  }
}
