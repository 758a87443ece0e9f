package org.millrace.server.plugin;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.OutboundConnector;

/** The server's connector as one plugin sees it: the connections it opens end with it. */
final class TrackedConnector implements OutboundConnector {
  private final String pluginId;
  private final OutboundConnector connector;
  private final Registrations registrations;

  TrackedConnector(String pluginId, OutboundConnector connector, Registrations registrations) {
    this.pluginId = pluginId;
    this.connector = connector;
    this.registrations = registrations;
  }

  @Override
  public CompletionStage<ConnectionContext> connect(
      String chain, InetSocketAddress remote, String application, ConfigNode.Table settings) {
    return connector
        .connect(chain, remote, application, settings)
        .thenApply(
            connection -> {
              registrations.add(
                  connection.channel()::isOpen,
                  () -> connection.close("plugin " + pluginId + " has stopped"));
              return connection;
            });
  }
}
