package org.millrace.api.plugin;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;

/** A plugin's one door to the host. Implemented by the host; safe for use by any thread. */
@Stable(since = "0.9.0")
@HostImplemented
public interface PluginContext {

  /**
   * The plugin's id.
   *
   * @return {@code Plugin-Id} of its manifest
   */
  String pluginId();

  /**
   * The plugin's settings.
   *
   * @return the table {@code configuration.plugins["<plugin id>"]}, empty if there is none;
   *     validated
   */
  ConfigNode.Table settings();

  /**
   * A logger named after the plugin.
   *
   * @return never null
   */
  Logger log();

  /**
   * All live streams.
   *
   * @return the server's registry
   */
  StreamRegistry streams();

  /**
   * The event loops that connections run on. Nothing on them may block.
   *
   * @return the server's loops
   */
  EventLoopGroup eventLoops();

  /**
   * Threads for work that blocks on files; they are event loops in form, so that a subscription can
   * be read on one.
   *
   * @return the server's file threads
   */
  EventLoopGroup fileLoops();

  /**
   * Timers. Tasks must not block; what is still scheduled when the plugin stops is cancelled.
   *
   * @return the server's scheduler, as this plugin sees it
   */
  ScheduledExecutorService scheduler();

  /**
   * Opens connections to other servers.
   *
   * @return the server's connector
   */
  OutboundConnector connector();

  /**
   * Runs Lua scripts in the host's sandbox.
   *
   * @return the server's engine; scripts that are still open when the plugin stops are closed
   */
  ScriptEngine scripts();

  /**
   * The server itself, for plugins that administer or watch it.
   *
   * @return the running server; what the plugin registers there is taken back when it stops
   */
  Server server();

  /**
   * Offers an object to the plugins that depend on this one: the way in which a plugin that is a
   * library with a state (a web server, for one) is used by others. Taken back when this plugin
   * stops; plugins that depend on it have stopped before.
   *
   * @param type an exported type of this plugin
   * @param service safe for use by any thread, or says otherwise
   * @param <S> the type
   * @throws IllegalStateException if the type is offered already
   */
  <S> void offer(Class<S> type, S service);

  /**
   * Takes what another plugin offers. Plugins start after those that they depend on, so this can be
   * called in {@link MillracePlugin#start}.
   *
   * @param type an exported type of a plugin that this one depends on
   * @param <S> the type
   * @return valid until this plugin stops
   * @throws IllegalStateException if nobody offers it
   */
  <S> S service(Class<S> type);
}
