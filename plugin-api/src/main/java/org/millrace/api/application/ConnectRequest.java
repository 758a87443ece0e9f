package org.millrace.api.application;

import java.net.InetSocketAddress;
import java.util.Map;
import org.millrace.api.contract.Stable;

/**
 * A peer introduces itself.
 *
 * @param protocol the protocol's short name, such as {@code rtmp}
 * @param application the application as the peer wrote it, with instance and query; "" if the
 *     protocol names none
 * @param uri the whole address as the peer wrote it; "" if it did not
 * @param userAgent the peer's program; "" if it did not say
 * @param referrer the page that embeds the player; "" if it did not say
 * @param remoteAddress where it comes from
 * @param parameters all else that it said, and the parts of the query
 */
@Stable(since = "0.9.0")
public record ConnectRequest(
    String protocol,
    String application,
    String uri,
    String userAgent,
    String referrer,
    InetSocketAddress remoteAddress,
    Map<String, String> parameters) {
  public ConnectRequest {
    parameters = Map.copyOf(parameters);
  }
}
