package org.millrace.doubles;

import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;

/** A plugin's door to a host of which only that is there which the test has given to it. */
public final class FakePluginContext implements PluginContext {
  private final String pluginId;
  private final LogRecorder log;
  private ConfigNode.Table settings = Settings.NONE;
  private @Nullable StreamRegistry streams;
  private @Nullable EventLoopGroup loops;
  private @Nullable ScheduledExecutorService scheduler;
  private @Nullable OutboundConnector connector;
  private @Nullable ScriptEngine scripts;
  private @Nullable Server server;
  private final Map<Class<?>, Object> services = new HashMap<>();

  /**
   * A door to nothing yet.
   *
   * @param pluginId the plugin's id
   */
  public FakePluginContext(String pluginId) {
    this.pluginId = pluginId;
    this.log = new LogRecorder(pluginId);
  }

  /**
   * Sets the plugin's settings.
   *
   * @param table see {@link Settings#of}
   * @return this
   */
  public FakePluginContext withSettings(ConfigNode.Table table) {
    settings = table;
    return this;
  }

  /**
   * Sets the streams.
   *
   * @param registry such as {@link FakeStreams}
   * @return this
   */
  public FakePluginContext withStreams(StreamRegistry registry) {
    streams = registry;
    return this;
  }

  /**
   * Sets the event loops, for connections and for files.
   *
   * @param group the loops
   * @return this
   */
  public FakePluginContext withLoops(EventLoopGroup group) {
    loops = group;
    return this;
  }

  /**
   * Sets the scheduler.
   *
   * @param timers such as {@link ManualScheduler}
   * @return this
   */
  public FakePluginContext withScheduler(ScheduledExecutorService timers) {
    scheduler = timers;
    return this;
  }

  /**
   * Sets what opens connections.
   *
   * @param outbound a lambda expression will do
   * @return this
   */
  public FakePluginContext withConnector(OutboundConnector outbound) {
    connector = outbound;
    return this;
  }

  /**
   * Sets what runs scripts.
   *
   * @param engine a lambda expression will do
   * @return this
   */
  public FakePluginContext withScripts(ScriptEngine engine) {
    scripts = engine;
    return this;
  }

  /**
   * Sets the server.
   *
   * @param running a class of the test
   * @return this
   */
  public FakePluginContext withServer(Server running) {
    server = running;
    return this;
  }

  /**
   * Adds what another plugin offers.
   *
   * @param type as the plugin asks for it
   * @param service what it gets
   * @param <S> the type
   * @return this
   */
  public <S> FakePluginContext withService(Class<S> type, S service) {
    offer(type, service);
    return this;
  }

  /**
   * What the plugin has logged.
   *
   * @return {@code LEVEL message} of each line
   */
  public List<String> lines() {
    return log.lines();
  }

  @Override
  public String pluginId() {
    return pluginId;
  }

  @Override
  public ConfigNode.Table settings() {
    return settings;
  }

  @Override
  public Logger log() {
    return log.logger();
  }

  @Override
  public StreamRegistry streams() {
    return given(streams, "streams");
  }

  @Override
  public EventLoopGroup eventLoops() {
    return given(loops, "event loops");
  }

  @Override
  public EventLoopGroup fileLoops() {
    return given(loops, "file loops");
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return given(scheduler, "scheduler");
  }

  @Override
  public OutboundConnector connector() {
    return given(connector, "connector");
  }

  @Override
  public ScriptEngine scripts() {
    return given(scripts, "scripts");
  }

  @Override
  public Server server() {
    return given(server, "the server");
  }

  @Override
  public <S> void offer(Class<S> type, S service) {
    services.put(type, service);
  }

  @Override
  public <S> S service(Class<S> type) {
    return type.cast(given(services.get(type), type.getName()));
  }

  private static <T> T given(@Nullable T part, String name) {
    if (part == null) {
      throw new AssertionError("the plugin wants " + name + ", and the test has given it none");
    }
    return part;
  }
}
