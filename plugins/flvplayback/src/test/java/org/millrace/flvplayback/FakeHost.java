package org.millrace.flvplayback;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.simple.SimpleLogger;
import org.apache.logging.log4j.util.PropertiesUtil;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.recording.Recordings;

/** The host as the application {@code live} sees it; keeps what is logged. */
final class FakeHost implements ApplicationContext {
  private final ConfigNode.Table settings;
  private final List<String> uris;
  private final FakePlugin plugin;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  FakeHost(ConfigNode.Table settings, FakeStreams streams, String... uris) {
    this.settings = settings;
    this.uris = List.of(uris);
    this.plugin = new FakePlugin(streams);
  }

  /** What has been logged: level and message. */
  List<String> lines() {
    return text.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
  }

  @Override
  public Logger log() {
    return new SimpleLogger(
        "live",
        Level.ALL,
        false,
        false,
        false,
        false,
        "",
        ParameterizedMessageFactory.INSTANCE,
        new PropertiesUtil(new Properties()),
        new PrintStream(text, true, StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public ConfigNode.Table settings() {
    return settings;
  }

  @Override
  public List<String> publishUris(String stream) {
    return uris.stream().map(uri -> uri + stream).toList();
  }

  @Override
  public List<String> playUris(String stream) {
    return publishUris(stream);
  }

  @Override
  public PluginContext plugin() {
    return plugin;
  }

  @Override
  public List<String> aliases() {
    throw notUsed();
  }

  @Override
  public Recordings recordings() {
    throw notUsed();
  }

  @Override
  public Path resolve(Path path) {
    throw notUsed();
  }

  @Override
  public boolean hasApplication(String application) {
    throw notUsed();
  }

  private static AssertionError notUsed() {
    return new AssertionError("not used");
  }
}
