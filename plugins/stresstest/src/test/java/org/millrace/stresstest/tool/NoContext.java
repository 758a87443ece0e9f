package org.millrace.stresstest.tool;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.stream.StreamRegistry;

/** A host that must not be needed. */
record NoContext() implements PluginContext {
  private static AssertionError notUsed() {
    return new AssertionError("not used");
  }

  @Override
  public String pluginId() {
    throw notUsed();
  }

  @Override
  public ConfigNode.Table settings() {
    throw notUsed();
  }

  @Override
  public Logger log() {
    throw notUsed();
  }

  @Override
  public StreamRegistry streams() {
    throw notUsed();
  }

  @Override
  public EventLoopGroup eventLoops() {
    throw notUsed();
  }

  @Override
  public EventLoopGroup fileLoops() {
    throw notUsed();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    throw notUsed();
  }

  @Override
  public OutboundConnector connector() {
    throw notUsed();
  }

  @Override
  public ScriptEngine scripts() {
    throw notUsed();
  }
}
