package org.millrace.samplefactory.echo;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * Settings of an acceptor that echoes.
 *
 * @param maxLineBytes length of the longest line
 * @param maxHeaderBytes length of the longest request line, and of all header fields together
 * @param maxBodyBytes length of the longest body of a request
 * @param idleTimeout how long a peer may send nothing
 */
record EchoSettings(int maxLineBytes, int maxHeaderBytes, int maxBodyBytes, Duration idleTimeout) {
  private static final Setting<Integer> MAX_LINE_BYTES =
      Setting.integer(
          "maxLineBytes",
          8_192,
          1,
          1 << 20,
          "Length in bytes of the longest line of echoProtocol.");

  private static final Setting<Integer> MAX_HEADER_BYTES =
      Setting.integer(
          "maxHeaderBytes",
          8_192,
          128,
          1 << 20,
          "Length in bytes of the longest request line, and of all header fields together, of"
              + " httpEchoProtocol.");

  private static final Setting<Integer> MAX_BODY_BYTES =
      Setting.integer(
          "maxBodyBytes", 65_536, 0, 1 << 26, "Length in bytes of the longest body of a request.");

  private static final Setting<Duration> IDLE_TIMEOUT =
      Setting.duration(
          "idleTimeout",
          Duration.ofSeconds(60),
          Duration.ofMillis(100),
          Duration.ofHours(1),
          "How long a peer may send nothing.");

  static final List<Setting<?>> ALL =
      List.of(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_BODY_BYTES, IDLE_TIMEOUT);

  static EchoSettings of(ConfigNode.Table acceptor) {
    return new EchoSettings(
        MAX_LINE_BYTES.read(acceptor),
        MAX_HEADER_BYTES.read(acceptor),
        MAX_BODY_BYTES.read(acceptor),
        IDLE_TIMEOUT.read(acceptor));
  }
}
