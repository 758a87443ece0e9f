package org.millrace.admin.view;

import java.time.Instant;
import org.millrace.admin.inventory.Rates;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;

/** The server. */
public record ServerView(
    @Field("The server's version.") String version,
    @Field("The version of its plugin API.") String apiVersion,
    @Field("The version of Java.") String javaVersion,
    @Field("Its process.") long pid,
    @Field("When it was started.") Instant started,
    @Field("Its time now.") Instant now,
    @Field(
            value = "Where it is in its life.",
            oneOf = {"starting", "running", "draining"})
        String state,
    @Field("The configuration's file.") String configurationFile,
    @Field("How it reads and writes sockets.") String transport,
    @Field("Threads that connections run on.") int eventLoops,
    @Field("Streams that have a publisher.") int streams,
    @Field("Connections now.") int connections,
    @Field("Connections since the start.") long connectionsOpened,
    @Field("Connections sent away since the start.") long connectionsRefused,
    @Field("How many connections there may be.") int maxConnections,
    @Field("How many there may be of one address; 0: any number.") int maxConnectionsPerAddress,
    @Field("Bytes from all peers since the start.") long bytesIn,
    @Field("Bytes to all peers since the start.") long bytesOut,
    @Field("Bits in a second from all peers, of the last seconds.") long bitsPerSecondIn,
    @Field("Bits in a second to all peers, of the last seconds.") long bitsPerSecondOut,
    @Field("Clients of event streams that were too slow, since the start.")
        long eventClientsDropped) {

  private static final int BITS = 8;

  /**
   * Shows the server.
   *
   * @param server the server
   * @param now its time
   * @param streams that have a publisher
   * @param rates of all connections
   * @param eventClientsDropped since the start
   * @return the view
   */
  public static ServerView of(
      Server server, Instant now, int streams, Rates rates, long eventClientsDropped) {
    ServerInfo info = server.info();
    ConnectionCounters counters = server.connections().counters();
    ConnectionLimits limits = server.connections().limits();
    return new ServerView(
        info.version(),
        info.apiVersion(),
        info.javaVersion(),
        info.pid(),
        info.started(),
        now,
        Names.lower(server.state()),
        info.configurationFile().toString(),
        info.transport(),
        info.eventLoops(),
        streams,
        counters.open(),
        counters.opened(),
        counters.refused(),
        limits.max(),
        limits.maxPerAddress(),
        counters.bytesIn(),
        counters.bytesOut(),
        rates.bytesIn() * BITS,
        rates.bytesOut() * BITS,
        eventClientsDropped);
  }
}
