package org.millrace.api.application;

import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.recording.Recordings;

/** An application's door to the host. Implemented by the host; safe for use by any thread. */
@Stable(since = "0.9.0")
@HostImplemented
public interface ApplicationContext {

  /**
   * The application's name.
   *
   * @return unique among names and aliases
   */
  String name();

  /**
   * Its other names.
   *
   * @return unique among names and aliases
   */
  List<String> aliases();

  /**
   * Its table of the configuration.
   *
   * @return validated
   */
  ConfigNode.Table settings();

  /**
   * A logger named after the application.
   *
   * @return never null
   */
  Logger log();

  /**
   * Recordings of this application's streams.
   *
   * @return never null
   */
  Recordings recordings();

  /**
   * Makes a path of the application's settings absolute, as the configuration's rules have it.
   *
   * @param path absolute, or relative to the application's folder
   * @return absolute and normalised
   */
  Path resolve(Path path);

  /**
   * Whether there is an application of that name, for applications that hand over. All are there
   * when the first connection comes.
   *
   * @param application a name or an alias
   * @return true if {@link Decision#handOver} finds it
   */
  boolean hasApplication(String application);

  /**
   * Where clients can publish a stream of this application: one URI for each bound acceptor that
   * leads here and whose protocol {@linkplain org.millrace.api.protocol.ProtocolChain#publishUri()
   * has URIs}.
   *
   * @param stream the stream's name, or a placeholder for it
   * @return for people; empty before {@link Application#start()}
   */
  List<String> publishUris(String stream);

  /**
   * Where clients can play a stream of this application, as {@link #publishUris} has it.
   *
   * @param stream the stream's name, or a placeholder for it
   * @return for people; empty before {@link Application#start()}
   */
  List<String> playUris(String stream);

  /**
   * The host, as the application's plugin sees it.
   *
   * @return the plugin's context
   */
  PluginContext plugin();
}
