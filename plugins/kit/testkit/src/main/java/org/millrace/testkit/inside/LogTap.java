package org.millrace.testkit.inside;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * Gives each log line to the server whose thread logs it: {@code LEVEL message}, and the stack
 * trace behind it if there is one. The console gets errors only.
 */
final class LogTap extends AbstractAppender {
  private static final Map<ClassLoader, Consumer<String>> SERVERS = new ConcurrentHashMap<>();

  /** Tells at length what the host tells, too. */
  private static final String TALKATIVE = "org.pf4j";

  private LogTap() {
    super("tap", null, null, true, Property.EMPTY_ARRAY);
    start();
  }

  static void install() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    LoggerConfig root = context.getConfiguration().getRootLogger();
    Map<String, Appender> before = Map.copyOf(root.getAppenders());
    before.keySet().forEach(root::removeAppender);
    before.values().forEach(appender -> root.addAppender(appender, Level.ERROR, null));
    root.addAppender(new LogTap(), Level.DEBUG, null);
    root.setLevel(Level.DEBUG);
    context.updateLoggers();
  }

  /** Lines of threads with this context class loader go there from now on. */
  static void direct(ClassLoader mark, Consumer<String> lines) {
    SERVERS.put(mark, lines);
  }

  static void end(ClassLoader mark) {
    SERVERS.remove(mark);
  }

  @Override
  public void append(LogEvent event) {
    ClassLoader mark = Thread.currentThread().getContextClassLoader();
    Consumer<String> lines = mark == null ? null : SERVERS.get(mark);
    if (lines != null && !event.getLoggerName().startsWith(TALKATIVE)) {
      lines.accept(describe(event));
    }
  }

  private static String describe(LogEvent event) {
    String line = event.getLevel() + " " + event.getMessage().getFormattedMessage();
    if (event.getThrown() == null) {
      return line;
    }
    StringWriter stack = new StringWriter();
    event.getThrown().printStackTrace(new PrintWriter(stack));
    return line + System.lineSeparator() + stack;
  }
}
