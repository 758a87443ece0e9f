package org.millrace.server.application;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.recording.ApplicationRecordings;

/** An application's door to the host. */
public final class HostedApplicationContext implements ApplicationContext {
  private volatile ApplicationConfig config;
  private final PluginContext plugin;
  private final ApplicationRecordings recordings;
  private final ApplicationRegistry applications;
  private final Logger log;

  /**
   * A context.
   *
   * @param config the application's configuration
   * @param plugin the door of the plugin that brings its type
   * @param recordings its recordings
   * @param applications where it will be
   */
  HostedApplicationContext(
      ApplicationConfig config,
      PluginContext plugin,
      ApplicationRecordings recordings,
      ApplicationRegistry applications) {
    this.config = config;
    this.plugin = plugin;
    this.recordings = recordings;
    this.applications = applications;
    this.log = LogManager.getLogger("application." + config.name());
  }

  /** Its configuration, or what it is from now on. */
  ApplicationConfig config() {
    return config;
  }

  void config(ApplicationConfig changed) {
    config = changed;
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public List<String> aliases() {
    return config.aliases();
  }

  @Override
  public ConfigNode.Table settings() {
    return config.table();
  }

  @Override
  public Logger log() {
    return log;
  }

  @Override
  public ApplicationRecordings recordings() {
    return recordings;
  }

  @Override
  public Path resolve(Path path) {
    return config.directory().resolve(path).normalize();
  }

  @Override
  public boolean hasApplication(String application) {
    return applications.find(application).isPresent();
  }

  @Override
  public List<String> publishUris(String stream) {
    return uris(ProtocolChain::publishUri, stream);
  }

  @Override
  public List<String> playUris(String stream) {
    return uris(ProtocolChain::playUri, stream);
  }

  @Override
  public PluginContext plugin() {
    return plugin;
  }

  private List<String> uris(Function<ProtocolChain, String> pattern, String stream) {
    return applications.endpointsTo(name()).stream()
        .filter(endpoint -> !pattern.apply(endpoint.chain()).isEmpty())
        .map(endpoint -> endpoint.uri(pattern.apply(endpoint.chain()), name(), stream))
        .distinct()
        .toList();
  }
}
