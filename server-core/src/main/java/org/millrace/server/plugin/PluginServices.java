package org.millrace.server.plugin;

import io.netty.channel.EventLoopGroup;
import java.util.function.Function;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.server.watchdog.FailureReports;

/**
 * What the host lends to plugins.
 *
 * @param settings the table of {@code configuration.plugins} for a plugin's id, validated
 * @param streams all live streams
 * @param eventLoops for connections
 * @param fileLoops for work that blocks on files
 * @param connector opens connections
 * @param scripts runs Lua
 * @param failures takes what their timers throw
 * @param server for those that administer or watch it
 * @param offered what they offer to each other
 */
public record PluginServices(
    Function<String, ConfigNode.Table> settings,
    StreamRegistry streams,
    EventLoopGroup eventLoops,
    EventLoopGroup fileLoops,
    OutboundConnector connector,
    ScriptEngine scripts,
    FailureReports failures,
    Server server,
    OfferedServices offered) {}
