package org.millrace.server.io;

import java.net.InetSocketAddress;
import org.millrace.api.config.ConfigLocation;

/**
 * What an acceptor is to be.
 *
 * @param address where to listen; port 0 lets the system choose
 * @param chains the names of its chains, for people
 * @param application the application that its connections are for
 * @param location where it was configured
 */
public record AcceptorSpec(
    InetSocketAddress address, String chains, String application, ConfigLocation location) {

  @Override
  public String toString() {
    return Addresses.text(address) + " (" + chains + ", application " + application + ")";
  }
}
