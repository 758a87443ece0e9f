package org.millrace.api.server;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.millrace.api.contract.Experimental;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.SubscriptionStatistics;

/**
 * One client that plays a stream, or waits for it, at one moment.
 *
 * @param id such as {@code v12}; one of its own for each time that somebody plays
 * @param stream what it plays
 * @param connection the id of its connection
 * @param protocol the protocol's short name, as the client has introduced itself
 * @param remoteAddress where it is
 * @param begun since when
 * @param statistics what it got and missed, and how far it is behind
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ViewerInfo(
    String id,
    StreamKey stream,
    String connection,
    String protocol,
    InetSocketAddress remoteAddress,
    Instant begun,
    SubscriptionStatistics statistics) {}
