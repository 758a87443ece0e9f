package org.millrace.server.fake;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.Connections;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.MediaStorages;
import org.millrace.api.server.Plugins;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ServerLog;
import org.millrace.api.server.ServerRecordings;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.Services;
import org.millrace.api.server.StreamAliases;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.Registration;

/** A server that tells listeners what the test says, and is asked for nothing else. */
public final class FakeServer implements Server {
  private final List<ServerListener> listeners = new CopyOnWriteArrayList<>();

  /** Who listens. */
  public List<ServerListener> listeners() {
    return listeners;
  }

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
  public CompletionStage<List<ViewerInfo>> viewers(StreamKey stream) {
    throw new AssertionError("not used");
  }

  @Override
  public StreamAliases aliases() {
    throw new AssertionError("not used");
  }

  @Override
  public IngestPoints ingestPoints() {
    throw new AssertionError("not used");
  }

  @Override
  public MediaStorages storages() {
    throw new AssertionError("not used");
  }

  @Override
  public ServerRecordings recordings() {
    throw new AssertionError("not used");
  }

  @Override
  public ServerLog log() {
    throw new AssertionError("not used");
  }

  @Override
  public List<LoopInfo> loops() {
    throw new AssertionError("not used");
  }

  @Override
  public Registration addListener(ServerListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void shutdown(String reason) {
    throw new AssertionError("not used");
  }
}
