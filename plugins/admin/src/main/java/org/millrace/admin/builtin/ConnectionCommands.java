package org.millrace.admin.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.admin.inventory.BandwidthLimit;
import org.millrace.admin.inventory.BandwidthMeter;
import org.millrace.admin.inventory.ConnectionFigures;
import org.millrace.admin.inventory.Rates;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.Connections;

/** Connections, their limits, and bandwidth. */
final class ConnectionCommands implements CommandGroup {
  private static final Parameter<Boolean> EXCLUDE_NON_NETWORK =
      Parameter.flag("excludeNonNetworkProtocols", "Leave out what has no peer; nothing is that.")
          .or(true);

  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The connection's number.").required();

  private static final Parameter<Long> COUNT =
      Parameter.number("count", 0, Integer.MAX_VALUE, "Connections at most; 0: any number.")
          .required();

  private static final Parameter<Long> IN =
      Parameter.number("in", 0, Long.MAX_VALUE, "Bytes in a second from peers; 0: any number.")
          .required();

  private static final Parameter<Long> OUT =
      Parameter.number("out", 0, Long.MAX_VALUE, "Bytes in a second to peers; 0: any number.")
          .required();

  private final Connections connections;
  private final ConnectionFigures figures;
  private final BandwidthMeter bandwidth;
  private final BandwidthLimit bandwidthLimit;

  ConnectionCommands(
      Connections connections,
      ConnectionFigures figures,
      BandwidthMeter bandwidth,
      BandwidthLimit bandwidthLimit) {
    this.connections = connections;
    this.figures = figures;
    this.bandwidth = bandwidth;
    this.bandwidthLimit = bandwidthLimit;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listConnections",
            "Lists the connections.",
            given ->
                Reply.success(
                    "Available connections",
                    connections.list().stream().map(Shapes::connection).toList()),
            EXCLUDE_NON_NETWORK),
        Command.of(
            "listConnectionsIds",
            "Lists the numbers of the connections.",
            given ->
                Reply.success(
                    "Available connection IDs",
                    connections.list().stream().map(c -> Shapes.number(c.id())).toList()),
            EXCLUDE_NON_NETWORK),
        Command.of("getConnectionInfo", "Tells about a connection.", this::info, ID),
        Command.of(
            "getConnectionsCount",
            "Counts the connections.",
            given ->
                Reply.success(
                    "Active connections count", Map.of("count", connections.counters().open()))),
        Command.of(
            "getExtendedConnectionCounters",
            "Tells how many connections there are, were at most, and were in all.",
            given -> Reply.success("Connection counters", counters())),
        Command.of(
            "resetMaxFdCounters",
            "Forgets how many connections there were at most.",
            given -> {
              figures.resetMax();
              return Reply.success("Max counters reset");
            }),
        Command.of(
            "resetTotalFdCounters",
            "Forgets how many connections there were in all.",
            given -> {
              figures.resetTotal();
              return Reply.success("Total counters reset");
            }),
        Command.of(
            "getConnectionsCountLimit",
            "Tells how many connections there may be.",
            given -> Reply.success("Connections count limit", limit())),
        Command.of(
            "setConnectionsCountLimit",
            "Sets how many connections there may be; those that are there stay.",
            this::limit,
            COUNT),
        Command.of(
            "getBandwidth",
            "Tells how many bytes come and go.",
            given -> Reply.success("Bandwidth in B/s", bandwidth())),
        Command.of(
            "setBandwidthLimit",
            "Sets the bandwidth above which nobody is let in any more.",
            given -> {
              bandwidthLimit.set(new Rates(given.get(IN), given.get(OUT)));
              return Reply.success("Bandwidth limit is set", bandwidth());
            },
            IN,
            OUT));
  }

  private Reply info(Arguments given) {
    long id = given.get(ID);
    return connections.list().stream()
        .filter(connection -> Shapes.number(connection.id()) == id)
        .findFirst()
        .map(found -> Reply.success("Connection information", Shapes.connection(found)))
        .orElseThrow(() -> new CommandException("Connection 0:" + id + " not found"));
  }

  private Map<String, Object> counters() {
    ConnectionFigures.Snapshot snapshot = figures.snapshot();
    ConnectionCounters counters = connections.counters();
    Map<String, Object> tcp = new LinkedHashMap<>();
    tcp.put("current", snapshot.current());
    tcp.put("max", snapshot.max());
    tcp.put("total", snapshot.total());
    tcp.put("inBytes", counters.bytesIn());
    tcp.put("outBytes", counters.bytesOut());
    tcp.put("inSpeed", bandwidth.now().bytesIn());
    tcp.put("outSpeed", bandwidth.now().bytesOut());
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("grandTotal", tcp);
    origin.put("managedTcp", tcp);
    return Map.of("origin", origin, "total", tcp);
  }

  private Map<String, Object> limit() {
    return Map.of("current", connections.counters().open(), "limit", connections.limits().max());
  }

  private Reply limit(Arguments given) {
    int count = given.get(COUNT).intValue();
    int max = count == 0 ? Integer.MAX_VALUE : count;
    connections.limits(new ConnectionLimits(max, connections.limits().maxPerAddress()));
    return Reply.success("Connections count limit is set", limit());
  }

  private Map<String, Object> bandwidth() {
    return Map.of(
        "current", rates(bandwidth.now()),
        "max", rates(bandwidth.greatest()),
        "limit", rates(bandwidthLimit.get()));
  }

  private static Map<String, Object> rates(Rates rates) {
    return Map.of("in", rates.bytesIn(), "out", rates.bytesOut());
  }
}
