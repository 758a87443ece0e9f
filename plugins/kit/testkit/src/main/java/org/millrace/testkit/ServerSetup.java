package org.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test server is started with: a configuration, and plugins. The plugins are that of the
 * project under test, {@code rtmp}, those that are asked for, and what all of these need.
 * Immutable.
 */
public final class ServerSetup {
  private static final String FILE = "test.lua";

  /** What {@link #application} puts around the keys. */
  private static final String ONE_APPLICATION =
      """
      configuration = { applications = { {
      %s,
      default = true,
      acceptors = { { ip = "127.0.0.1", port = 0, protocol = "inboundRtmp" } },
      } } }
      """;

  private final @Nullable String text;
  private final @Nullable Path file;
  private final List<PluginSource> plugins;
  private final boolean project;

  private ServerSetup(
      @Nullable String text, @Nullable Path file, List<PluginSource> plugins, boolean project) {
    this.text = text;
    this.file = file;
    this.plugins = List.copyOf(plugins);
    this.project = project;
  }

  /**
   * A server with a configuration that is given as text. Ports should be 0. The file that it is
   * written to, for messages, is {@code test.lua}.
   *
   * @param lua the text of a Lua file
   * @return the set-up
   */
  public static ServerSetup lua(String lua) {
    return new ServerSetup(lua, null, List.of(), true);
  }

  /**
   * A server with the configuration of a file.
   *
   * @param lua the file
   * @return the set-up
   */
  public static ServerSetup file(Path lua) {
    return new ServerSetup(null, lua, List.of(), true);
  }

  /**
   * A server with one application, which takes RTMP on a free port of 127.0.0.1.
   *
   * @param keys the application's keys in Lua, such as {@code name = "hello", type = "hello"}
   * @return the set-up
   */
  public static ServerSetup application(String keys) {
    return lua(ONE_APPLICATION.formatted(keys.strip().replaceFirst(",$", "")));
  }

  /**
   * Adds a plugin that is among the dependencies of the tests.
   *
   * @param id its id
   * @return the set-up
   * @throws IllegalArgumentException if there is none of this id
   */
  public ServerSetup plugin(String id) {
    PluginPath path = PluginPath.shared();
    return with(
        path.find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "plugin: %s (expected: one of the tests' dependencies: %s)"
                            .formatted(id, path.ids()))));
  }

  /**
   * Adds a plugin.
   *
   * @param location its jar, or the folder with its compiled classes
   * @return the set-up
   * @throws IllegalArgumentException if no plugin is there
   */
  public ServerSetup plugin(Path location) {
    return with(
        PluginPath.shared()
            .source(location)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "plugin: %s (expected: a jar with Plugin-Id in its manifest, or classes"
                                .formatted(location)
                            + " of a module that provides MillracePlugin)")));
  }

  private ServerSetup with(PluginSource plugin) {
    List<PluginSource> all = new ArrayList<>(plugins);
    all.add(plugin);
    return new ServerSetup(text, file, all, project);
  }

  /**
   * Leaves out the plugin that the project under test is.
   *
   * @return the set-up
   */
  public ServerSetup withoutProject() {
    return new ServerSetup(text, file, plugins, false);
  }

  /**
   * Starts a server.
   *
   * @return the running server, to be closed
   * @throws ServerStartException if it cannot start
   */
  public TestServer start() {
    return TestServer.start(this);
  }

  /** Writes plugins and configuration to a folder; returns the configuration. */
  Path install(Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve("plugins"));
    PluginPath path = PluginPath.shared();
    List<PluginSource> wanted = new ArrayList<>(plugins);
    if (project) {
      path.ofProject().ifPresent(wanted::add);
    }
    path.find("rtmp").ifPresent(wanted::add);
    path.withDependencies(wanted).forEach(source -> source.install(folder));
    return file == null ? write(home.resolve(FILE)) : file;
  }

  private Path write(Path target) {
    try {
      return Files.writeString(target, String.valueOf(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
