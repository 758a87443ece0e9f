package org.millrace.server.lua;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;

/** Turns what Lua throws into errors of the configuration, with the line from the message. */
final class LuaFailures {
  /** {@code @millrace.lua:12: message}, with or without the sign and the second colon. */
  private static final Pattern PLACE = Pattern.compile("@?([^:\n]+):(\\d+):? (.*)", Pattern.DOTALL);

  private LuaFailures() {}

  /**
   * An error.
   *
   * @param failure what was thrown
   * @param lastLine where, if the message does not say
   */
  static ConfigException of(Throwable failure, ConfigLocation lastLine) {
    String message = messageOf(failure);
    Matcher place = PLACE.matcher(message);
    if (!place.matches()) {
      return new ConfigException(lastLine, message);
    }
    int line = Integer.parseInt(place.group(2));
    return new ConfigException(new ConfigLocation("", place.group(1), line), place.group(3));
  }

  /** {@code error()} has no message; LuaJ makes "null" of it. {@code error({})} throws a table. */
  private static String messageOf(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    if (message.equals("null")) {
      return "the script fails without a message";
    }
    LuaValue thrown = failure instanceof LuaError error ? error.getMessageObject() : null;
    return thrown != null && thrown.istable() ? message + " (the error is a table)" : message;
  }
}
