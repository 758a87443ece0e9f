package org.millrace.server.fake;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;

/** The door of a plugin that needs no more than its id. */
public record FakePluginContext(String pluginId) implements PluginContext {

  @Override
  public ConfigNode.Table settings() {
    return ConfigNode.Table.empty(ConfigLocation.NONE);
  }

  @Override
  public Logger log() {
    return LogManager.getLogger(pluginId);
  }

  @Override
  public StreamRegistry streams() {
    throw new AssertionError("not used");
  }

  @Override
  public EventLoopGroup eventLoops() {
    throw new AssertionError("not used");
  }

  @Override
  public EventLoopGroup fileLoops() {
    throw new AssertionError("not used");
  }

  @Override
  public ScheduledExecutorService scheduler() {
    throw new AssertionError("not used");
  }

  @Override
  public OutboundConnector connector() {
    throw new AssertionError("not used");
  }

  @Override
  public ScriptEngine scripts() {
    throw new AssertionError("not used");
  }

  @Override
  public Server server() {
    throw new AssertionError("not used");
  }

  @Override
  public <S> void offer(Class<S> type, S service) {
    throw new AssertionError("not used");
  }

  @Override
  public <S> S service(Class<S> type) {
    throw new AssertionError("not used");
  }
}
