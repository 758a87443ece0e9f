package org.millrace.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.MillraceServer.Outside;
import org.millrace.server.cli.Command;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.InvalidConfigException;
import org.millrace.server.config.LogAppenderConfig;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.config.ServerConfigReader;
import org.millrace.server.logging.LogSetup;

/** The life of a process that runs a server: from the command line to the last log line. */
final class ServerProcess {
  /** Exit code of a server that could not start. */
  private static final int CANNOT_START = 1;

  /** What a shell reports of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private final Command.Run command;
  private final PrintWriter err;
  private final CountDownLatch end = new CountDownLatch(1);

  ServerProcess(Command.Run command, PrintWriter err) {
    this.command = command;
    this.err = err;
  }

  /**
   * Runs until a signal asks to end.
   *
   * @return the exit code
   */
  int run() {
    LogSetup logging = LogSetup.early(command.implicitConsole());
    // Not before: whoever asks for a logger starts Log4j.
    Logger log = LogManager.getLogger(ServerProcess.class);
    boolean console = true;
    try {
      log.info("command line: {}", command.config());
      command.warnings().forEach(log::warn);
      log.info("read Lua, normalise, validate: {}", command.config());
      ServerConfig config = read(log);
      log.info("log appenders: {}", config.logAppenders().size());
      logging.install(config.logAppenders());
      console = logsToConsole(config);
      return serve(config, logging, log);
    } catch (StartException | IOException e) {
      List<String> reasons = String.valueOf(e.getMessage()).lines().toList();
      reasons.forEach(reason -> log.fatal("cannot start: {}", reason));
      if (!console) {
        reasons.forEach(reason -> err.println("millrace: cannot start: " + reason));
      }
      return CANNOT_START;
    } finally {
      LogSetup.shutdown();
    }
  }

  private ServerConfig read(Logger log) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return ServerConfigReader.read(command.config(), problems);
    } catch (InvalidConfigException e) {
      throw new StartException(e.getMessage(), e);
    } finally {
      problems.warnings().forEach(problem -> log.warn("{}", problem));
    }
  }

  private boolean logsToConsole(ServerConfig config) {
    return command.implicitConsole()
        || config.logAppenders().isEmpty()
        || config.logAppenders().stream()
            .anyMatch(appender -> appender.type() != LogAppenderConfig.Type.FILE);
  }

  private int serve(ServerConfig config, LogSetup logging, Logger log) throws IOException {
    Signals.handle("TERM", () -> signalled(log));
    Signals.handle("INT", () -> signalled(log));
    writePidFile();
    Outside outside = new Outside(logging::install, server -> end.countDown());
    try (MillraceServer server = new MillraceServer(config, outside)) {
      Signals.handle("HUP", () -> reload(server, log));
      server.start();
      RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
      log.info("GO! GO! GO! (pid {}, {} ms)", runtime.getPid(), runtime.getUptime());
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      removePidFile();
    }
    log.info("stop: flush logs");
    return 0;
  }

  /** What comes of it is in the log. */
  private static void reload(MillraceServer server, Logger log) {
    try {
      server.reload();
    } catch (StartException e) {
      log.debug("not reloaded", e);
    } catch (CancellationException e) {
      log.warn("configuration: not read again: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("configuration: reading it again failed", e);
    }
  }

  /** The first signal drains; who sends a second one does not want to wait. */
  private void signalled(Logger log) {
    if (end.getCount() == 0) {
      log.warn("stop: at once, by a second signal");
      LogSetup.shutdown();
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    log.info("stop: asked by a signal");
    end.countDown();
  }

  private void writePidFile() throws IOException {
    if (command.pidFile().isPresent()) {
      Path file = command.pidFile().get();
      try {
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
      } catch (IOException e) {
        throw new IOException("pid file " + file + " cannot be written: " + e.getMessage(), e);
      }
    }
  }

  private void removePidFile() throws IOException {
    if (command.pidFile().isPresent()) {
      Files.deleteIfExists(command.pidFile().get());
    }
  }
}
