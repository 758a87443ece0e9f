package org.millrace.doubles;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.recording.Recordings;

/** An application's door to a host of which only that is there which the test has given to it. */
public final class FakeApplicationContext implements ApplicationContext {
  private final String name;
  private final LogRecorder log;
  private PluginContext plugin = new FakePluginContext("test");
  private ConfigNode.Table settings = Settings.NONE;
  private Set<String> applications;
  private List<String> uris = List.of();
  private Path folder = Path.of("").toAbsolutePath();
  private @Nullable Recordings recordings;

  /**
   * A door to nothing yet.
   *
   * @param name the application's name
   */
  public FakeApplicationContext(String name) {
    this.name = name;
    this.log = new LogRecorder(name);
    this.applications = Set.of(name);
  }

  /**
   * Sets the application's settings.
   *
   * @param table see {@link Settings#of}
   * @return this
   */
  public FakeApplicationContext withSettings(ConfigNode.Table table) {
    settings = table;
    return this;
  }

  /**
   * Sets the plugin's door.
   *
   * @param context such as {@link FakePluginContext}
   * @return this
   */
  public FakeApplicationContext withPlugin(PluginContext context) {
    plugin = context;
    return this;
  }

  /**
   * Sets which applications there are.
   *
   * @param names of all
   * @return this
   */
  public FakeApplicationContext withApplications(String... names) {
    applications = Set.of(names);
    return this;
  }

  /**
   * Sets where streams are published and played; the name of the stream is put behind.
   *
   * @param prefixes such as {@code rtmp://host/live/}
   * @return this
   */
  public FakeApplicationContext withUris(String... prefixes) {
    uris = List.of(prefixes);
    return this;
  }

  /**
   * Sets the folder that paths are relative to.
   *
   * @param path the configuration's folder
   * @return this
   */
  public FakeApplicationContext withFolder(Path path) {
    folder = path;
    return this;
  }

  /**
   * Sets what records.
   *
   * @param recorder the recordings
   * @return this
   */
  public FakeApplicationContext withRecordings(Recordings recorder) {
    recordings = recorder;
    return this;
  }

  /**
   * What the application has logged.
   *
   * @return {@code LEVEL message} of each line
   */
  public List<String> lines() {
    return log.lines();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public ConfigNode.Table settings() {
    return settings;
  }

  @Override
  public Logger log() {
    return log.logger();
  }

  @Override
  public Recordings recordings() {
    if (recordings == null) {
      throw new AssertionError("the application wants recordings, and the test has given it none");
    }
    return recordings;
  }

  @Override
  public Path resolve(Path path) {
    return folder.resolve(path);
  }

  @Override
  public boolean hasApplication(String application) {
    return applications.contains(application);
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
}
