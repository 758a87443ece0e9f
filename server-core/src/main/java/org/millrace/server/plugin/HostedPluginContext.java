package org.millrace.server.plugin;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;

/** The host as one plugin sees it. Closing it ends the timers, listeners and streams it opened. */
final class HostedPluginContext implements PluginContext, AutoCloseable {
  private final String pluginId;
  private final PluginServices services;
  private final Logger log;
  private final Registrations registrations;
  private final StreamRegistry streams;
  private final PluginScheduler scheduler;
  private final OutboundConnector connector;
  private final ScriptEngine scripts;
  private final Server server;

  HostedPluginContext(String pluginId, PluginServices services) {
    this.pluginId = pluginId;
    this.services = services;
    log = LogManager.getLogger("plugin." + pluginId);
    registrations = new Registrations(pluginId);
    streams = new TrackedStreamRegistry(services.streams(), registrations);
    scheduler = new PluginScheduler(pluginId, log, services.failures());
    connector = new TrackedConnector(pluginId, services.connector(), registrations);
    server = new TrackedServer(services.server(), registrations, scheduler);
    scripts = new TrackedScriptEngine(services.scripts(), registrations);
  }

  @Override
  public String pluginId() {
    return pluginId;
  }

  @Override
  public ConfigNode.Table settings() {
    return services.settings().apply(pluginId);
  }

  @Override
  public Logger log() {
    return log;
  }

  @Override
  public StreamRegistry streams() {
    return streams;
  }

  @Override
  public EventLoopGroup eventLoops() {
    return services.eventLoops();
  }

  @Override
  public EventLoopGroup fileLoops() {
    return services.fileLoops();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public OutboundConnector connector() {
    return connector;
  }

  @Override
  public ScriptEngine scripts() {
    return scripts;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public <S> void offer(Class<S> type, S service) {
    services.offered().offer(type, service);
    registrations.add(() -> true, () -> services.offered().withdraw(type));
  }

  @Override
  public <S> S service(Class<S> type) {
    return services.offered().find(type);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    registrations.close();
  }
}
