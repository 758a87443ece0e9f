package org.millrace.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.server.config.IoConfig.IoTransport;
import org.millrace.server.config.WatchdogConfig.LeakDetection;

/** The keys of {@code configuration} itself. */
final class ServerSettings {
  static final Setting<List<ConfigNode.Table>> LOG_APPENDERS =
      Setting.tables(
          "logAppenders",
          "Where log lines go. An entry that cannot be used is left out with a warning.",
          LogAppenderSettings.ALL);

  static final Setting<ConfigNode.Table> APPLICATIONS =
      Setting.table(
          "applications",
          "The applications, as a list; the key rootDirectory may stand beside them.",
          List.of());

  static final Setting<ConfigNode.Table> PLUGINS =
      Setting.table(
          "plugins", "Settings of plugins: a table for each, under the plugin's id.", List.of());

  static final Setting<Path> PLUGINS_DIRECTORY =
      Setting.path(
              "pluginsDirectory",
              "Where plugins lie; without it the folder plugins beside lib, or what the environment"
                  + " variable MILLRACE_PLUGINS says.")
          .optional();

  static final Setting<Boolean> PLUGINS_WATCH =
      Setting.flag(
          "pluginsWatch",
          true,
          "Whether plugins are loaded, replaced and unloaded when their jars come, change and go"
              + " while the server runs.");

  static final Setting<Integer> LOG_LINES =
      Setting.integer(
          "logLines",
          1000,
          0,
          100_000,
          "Lines of the log that are kept in memory, for plugins that show them.");

  static final Setting<Boolean> CONTROL =
      Setting.flag(
          "control",
          true,
          "Whether the server takes commands, such as bin/millrace plugin list, from the user that"
              + " it runs as.");

  static final Setting<Path> CONTROL_SOCKET =
      Setting.path(
              "controlSocket",
              "The Unix-domain socket for these commands; without it run/control.sock beside lib."
                  + " Its folder is made if it is not there, and must be closed to other users.")
          .optional();

  static final Setting<List<String>> REQUIRED_PLUGINS =
      Setting.texts("requiredPlugins", "Ids of plugins without which the server does not start.");

  static final Setting<ConfigNode.Table> LIMITS =
      Setting.table("limits", "Limits of the whole server.", LimitsSettings.ALL);

  static final Setting<Integer> INSTANCES_COUNT =
      Setting.integer(
          "instancesCount",
          0,
          -1,
          1024,
          "Event loops, that is, threads that serve connections; 0 or less means one for each"
              + " processor.");

  static final Setting<IoTransport> IO_TRANSPORT =
      Setting.choice(
          "ioTransport",
          IoTransport.AUTO,
          IoTransport::toString,
          "Which of the system's interfaces for network I/O to use.");

  static final Setting<Integer> FILE_THREADS =
      Setting.integer(
          "fileThreads", 2, 1, 64, "Threads for work on files: recordings, files that are played.");

  static final Setting<Integer> ACCEPT_BACKLOG =
      Setting.integer(
          "acceptBacklog",
          1024,
          1,
          65535,
          "Connections that may wait to be accepted, for each acceptor; the system may have a lower"
              + " limit.");

  static final Setting<Boolean> REUSE_PORT =
      Setting.flag(
          "reusePort",
          false,
          "Whether each event loop has a listening socket of its own; Linux with epoll or io_uring"
              + " alone.");

  static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.duration(
          "drainTimeout",
          Duration.ofSeconds(10),
          Duration.ZERO,
          Duration.ofHours(1),
          "How long a stopping server waits for its connections to end.");

  static final Setting<LeakDetection> LEAK_DETECTION =
      Setting.choice(
              "leakDetection",
              LeakDetection.SIMPLE,
              "Which buffers Netty watches for being collected before they are released: none, a"
                  + " sample, a sample with all that have touched them, or all; without it what the"
                  + " JVM's options say, for bin/millrace a sample of one buffer in 8192. The log"
                  + " names the plugin.")
          .optional();

  static final List<Setting<?>> ALL =
      List.of(
          INSTANCES_COUNT,
          LOG_APPENDERS,
          APPLICATIONS,
          PLUGINS,
          PLUGINS_DIRECTORY,
          PLUGINS_WATCH,
          REQUIRED_PLUGINS,
          LOG_LINES,
          CONTROL,
          CONTROL_SOCKET,
          LIMITS,
          IO_TRANSPORT,
          FILE_THREADS,
          ACCEPT_BACKLOG,
          REUSE_PORT,
          DRAIN_TIMEOUT,
          LEAK_DETECTION);

  private ServerSettings() {}
}
