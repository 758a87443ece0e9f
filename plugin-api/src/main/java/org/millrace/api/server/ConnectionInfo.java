package org.millrace.api.server;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.millrace.api.contract.Experimental;

/**
 * One connection at one moment.
 *
 * @param id such as {@code c17}
 * @param chain the chain of protocols that it speaks; several names as long as the peer's protocol
 *     is not recognised
 * @param acceptorApplication the application of the acceptor that it came by, or that it was opened
 *     for; "" if there is none. The application that the peer has connected to may be another one.
 * @param remoteAddress the peer
 * @param localAddress this side
 * @param secure whether it is encrypted
 * @param opened when
 * @param bytesIn from the peer, on the wire
 * @param bytesOut to the peer, on the wire
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ConnectionInfo(
    String id,
    String chain,
    String acceptorApplication,
    InetSocketAddress remoteAddress,
    InetSocketAddress localAddress,
    boolean secure,
    Instant opened,
    long bytesIn,
    long bytesOut) {}
