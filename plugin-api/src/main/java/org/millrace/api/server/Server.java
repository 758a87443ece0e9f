package org.millrace.api.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.Registration;

/** The running server. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface Server {

  /**
   * What it is.
   *
   * @return the same for the whole life of the process
   */
  ServerInfo info();

  /**
   * Where it is in its life.
   *
   * @return the phase now
   */
  ServerState state();

  /**
   * What is connected.
   *
   * @return all connections, inbound and outbound
   */
  Connections connections();

  /**
   * The applications that run.
   *
   * @return in the order of the configuration
   */
  List<ApplicationInfo> applications();

  /**
   * What it listens on.
   *
   * @return all acceptors
   */
  Services services();

  /**
   * Its plugins.
   *
   * @return what is loaded, and the ways to change that
   */
  Plugins plugins();

  /**
   * What it was told to do.
   *
   * @return the configuration's file
   */
  Configuration configuration();

  /**
   * The viewers of a stream that play it as clients of an application. Those who get it in files,
   * and the server's own recordings, are not among them.
   *
   * @param stream which
   * @return a snapshot in the order of their beginning; taken on the event loops, hence the stage
   */
  CompletionStage<List<ViewerInfo>> viewers(StreamKey stream);

  /**
   * Other names of streams, for those who play.
   *
   * @return the aliases of all applications
   */
  StreamAliases aliases();

  /**
   * Secret names of streams, for those who publish.
   *
   * @return the ingest points of all applications
   */
  IngestPoints ingestPoints();

  /**
   * Where applications look for files to play.
   *
   * @return the folders of all applications
   */
  MediaStorages storages();

  /**
   * Its recordings.
   *
   * @return those that go on, and the files that are there
   */
  ServerRecordings recordings();

  /**
   * Its log.
   *
   * @return levels and lines
   */
  ServerLog log();

  /**
   * How its event loops do.
   *
   * @return a snapshot
   */
  List<LoopInfo> loops();

  /**
   * Tells a listener of all that happens from now on.
   *
   * @param listener is told
   * @return closing it ends that; done for a plugin when it stops
   */
  Registration addListener(ServerListener listener);

  /**
   * Asks the server to stop: it refuses whoever comes, tells publishers and viewers, finishes
   * recordings, stops the plugins, and ends. Returns at once; idempotent.
   *
   * @param reason who wants it and why, for the log
   */
  void shutdown(String reason);
}
