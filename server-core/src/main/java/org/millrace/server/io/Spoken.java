package org.millrace.server.io;

import java.util.Set;

/**
 * What a connection speaks.
 *
 * @param chain the chain's name; several names as long as the peer's protocol is not recognised
 * @param plugins ids of the plugins that bring the chain and its layers
 */
public record Spoken(String chain, Set<String> plugins) {
  public Spoken {
    plugins = Set.copyOf(plugins);
  }
}
