package org.millrace.admin.line;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * What an acceptor of commands is set to.
 *
 * @param useLengthPadding whether a reply follows its length instead of being followed by two ends
 *     of a line
 * @param maxLineBytes of a command
 * @param idleTimeout how long a peer may say nothing
 */
record CliSettings(boolean useLengthPadding, int maxLineBytes, Duration idleTimeout) {
  private static final Setting<Boolean> USE_LENGTH_PADDING =
      Setting.flag(
          "useLengthPadding",
          false,
          "JSON commands: each reply follows its length in four bytes, the most significant first,"
              + " instead of being followed by CR LF CR LF.");

  private static final Setting<Integer> MAX_LINE_BYTES =
      Setting.integer(
          "maxLineBytes",
          8192,
          256,
          65_536,
          "JSON commands: bytes of a command's line; a longer one closes the connection.");

  private static final Setting<Duration> IDLE_TIMEOUT =
      Setting.duration(
          "idleTimeout",
          Duration.ofSeconds(300),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "JSON commands: how long a peer may say nothing.");

  static final List<Setting<?>> ALL = List.of(USE_LENGTH_PADDING, MAX_LINE_BYTES, IDLE_TIMEOUT);

  static CliSettings of(ConfigNode.Table acceptor) {
    return new CliSettings(
        USE_LENGTH_PADDING.read(acceptor),
        MAX_LINE_BYTES.read(acceptor),
        IDLE_TIMEOUT.read(acceptor));
  }
}
