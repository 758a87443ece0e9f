package org.millrace.server.fake;

import java.util.List;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.Connections;
import org.millrace.api.server.Plugins;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.Services;

/** A server of which nothing is asked. */
public final class FakeServer implements Server {

  @Override
  public ServerInfo info() {
    throw new AssertionError("not used");
  }

  @Override
  public ServerState state() {
    throw new AssertionError("not used");
  }

  @Override
  public Connections connections() {
    throw new AssertionError("not used");
  }

  @Override
  public List<ApplicationInfo> applications() {
    throw new AssertionError("not used");
  }

  @Override
  public Services services() {
    throw new AssertionError("not used");
  }

  @Override
  public Plugins plugins() {
    throw new AssertionError("not used");
  }

  @Override
  public Configuration configuration() {
    throw new AssertionError("not used");
  }

  @Override
  public void shutdown(String reason) {
    throw new AssertionError("not used");
  }
}
