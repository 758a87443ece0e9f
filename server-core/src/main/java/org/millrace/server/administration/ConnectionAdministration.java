package org.millrace.server.administration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.Connections;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.io.Connection;
import org.millrace.server.io.ConnectionRegistry;
import org.millrace.server.io.IoHandlerManager;

/** What is connected, for plugins. */
public final class ConnectionAdministration implements Connections {
  private final IoHandlerManager io;

  /**
   * The connections of a server.
   *
   * @param io has them
   */
  public ConnectionAdministration(IoHandlerManager io) {
    this.io = io;
  }

  @Override
  public List<ConnectionInfo> list() {
    return io.connections().snapshot();
  }

  @Override
  public Optional<ConnectionInfo> find(String id) {
    return io.connections().find(id).map(Connection::describe);
  }

  @Override
  public boolean close(String id, String reason) {
    Optional<Connection> connection = io.connections().find(id);
    connection.ifPresent(found -> found.close(reason));
    return connection.isPresent();
  }

  @Override
  public ConnectionCounters counters() {
    ConnectionRegistry connections = io.connections();
    Map<String, Integer> byChain = new HashMap<>();
    connections.forEach(connection -> byChain.merge(connection.chain(), 1, Integer::sum));
    ConnectionRegistry.Traffic traffic = connections.traffic();
    return new ConnectionCounters(
        connections.size(),
        connections.openedCount(),
        io.refusedCount(),
        traffic.in(),
        traffic.out(),
        byChain);
  }

  @Override
  public ConnectionLimits limits() {
    LimitsConfig limits = io.limits();
    return new ConnectionLimits(limits.maxConnections(), limits.maxConnectionsPerAddress());
  }

  @Override
  public void limits(ConnectionLimits limits) {
    io.limits(io.limits().withConnections(limits.max(), limits.maxPerAddress()));
  }
}
