package org.millrace.http.connection;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * The settings of a connection. Each may stand in {@code configuration.plugins.http}, and for one
 * acceptor, or all acceptors of one application, in their tables, which count first.
 *
 * @param maxRequestLine longest request line in bytes
 * @param maxHeaderBytes most bytes of all header fields of a request
 * @param maxHeaderFields most header fields of a request
 * @param maxChunkBytes most bytes of a body that are handed on at once
 * @param maxPipelinedRequests most requests that wait for the one that is being served
 * @param maxRequestsPerConnection after how many the connection is closed
 * @param maxUnreadBody most bytes of a body that nobody wants that are read to keep a connection
 * @param headerTimeout how long a request's head may take
 * @param idleTimeout how long a connection may be without a request
 * @param bodyTimeout how long a body may stand still
 * @param minBodyRate bytes of a body in a second, on average
 * @param sendTimeout how long a client may take nothing of an answer
 * @param maxWebSocketMessage most bytes of a message
 * @param webSocketPingInterval how long a peer may be silent before it is pinged
 */
public record HttpSettings(
    int maxRequestLine,
    int maxHeaderBytes,
    int maxHeaderFields,
    int maxChunkBytes,
    int maxPipelinedRequests,
    int maxRequestsPerConnection,
    long maxUnreadBody,
    Duration headerTimeout,
    Duration idleTimeout,
    Duration bodyTimeout,
    int minBodyRate,
    Duration sendTimeout,
    int maxWebSocketMessage,
    Duration webSocketPingInterval) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What a handler gets at once; not worth a setting. */
  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private static final Setting<Integer> MAX_REQUEST_LINE =
      Setting.integer(
          "maxRequestLine",
          8192,
          256,
          65_536,
          "Length in bytes of the longest request line; longer ones are answered with status 414");

  private static final Setting<Integer> MAX_HEADER_BYTES =
      Setting.integer(
          "maxHeaderBytes",
          16_384,
          1024,
          1_048_576,
          "How many bytes the header fields of a request may have in all; more are status 431");

  private static final Setting<Integer> MAX_HEADER_FIELDS =
      Setting.integer(
          "maxHeaderFields",
          100,
          10,
          10_000,
          "How many header fields a request may have; more are status 431");

  private static final Setting<Integer> MAX_PIPELINED_REQUESTS =
      Setting.integer(
          "maxPipelinedRequests",
          64,
          0,
          10_000,
          "How many requests a client may send ahead of the answer that it waits for");

  private static final Setting<Integer> MAX_REQUESTS_PER_CONNECTION =
      Setting.integer(
          "maxRequestsPerConnection",
          100_000,
          1,
          Integer.MAX_VALUE,
          "After how many requests a connection is closed");

  private static final Setting<Long> MAX_UNREAD_BODY =
      Setting.bytes(
          "maxUnreadBody",
          1_048_576,
          0,
          1L << 30,
          "How much of a request's body is read and thrown away, so that the connection can be"
              + " kept, when the answer does not need it");

  private static final Setting<Duration> HEADER_TIMEOUT =
      time("headerTimeout", 10, "How long the request line and the header fields may take");

  private static final Setting<Duration> IDLE_TIMEOUT =
      time("idleTimeout", 60, "How long a connection may be open without a request");

  private static final Setting<Duration> BODY_TIMEOUT =
      time("bodyTimeout", 20, "How long a request's body may stand still");

  private static final Setting<Integer> MIN_BODY_RATE =
      Setting.integer(
          "minBodyRate",
          100,
          0,
          1_000_000_000,
          "How many bytes of a request's body must come in a second, on the average of bodyTimeout");

  private static final Setting<Duration> SEND_TIMEOUT =
      time("sendTimeout", 30, "How long a client may take nothing of an answer that is there");

  private static final Setting<Integer> MAX_WEB_SOCKET_MESSAGE =
      Setting.integer(
          "maxWebSocketMessage",
          1_048_576,
          125,
          1 << 30,
          "Length in bytes of the longest message that a WebSocket may send to the server");

  private static final Setting<Duration> WEB_SOCKET_PING_INTERVAL =
      time(
          "webSocketPingInterval",
          20,
          "How often a WebSocket is pinged; one that does not answer until the next time is closed");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_REQUEST_LINE,
          MAX_HEADER_BYTES,
          MAX_HEADER_FIELDS,
          MAX_PIPELINED_REQUESTS,
          MAX_REQUESTS_PER_CONNECTION,
          MAX_UNREAD_BODY,
          HEADER_TIMEOUT,
          IDLE_TIMEOUT,
          BODY_TIMEOUT,
          MIN_BODY_RATE,
          SEND_TIMEOUT,
          MAX_WEB_SOCKET_MESSAGE,
          WEB_SOCKET_PING_INTERVAL);

  private static Setting<Duration> time(String name, int seconds, String meaning) {
    return Setting.duration(name, Duration.ofSeconds(seconds), SHORTEST, LONGEST, meaning);
  }

  /**
   * Reads the settings.
   *
   * @param acceptor the acceptor's table, which counts first
   * @param plugin the plugin's table
   * @return the settings of the acceptor's connections
   */
  public static HttpSettings of(ConfigNode.Table acceptor, ConfigNode.Table plugin) {
    Tables tables = new Tables(acceptor, plugin);
    return new HttpSettings(
        tables.read(MAX_REQUEST_LINE),
        tables.read(MAX_HEADER_BYTES),
        tables.read(MAX_HEADER_FIELDS),
        MAX_CHUNK_BYTES,
        tables.read(MAX_PIPELINED_REQUESTS),
        tables.read(MAX_REQUESTS_PER_CONNECTION),
        tables.read(MAX_UNREAD_BODY),
        tables.read(HEADER_TIMEOUT),
        tables.read(IDLE_TIMEOUT),
        tables.read(BODY_TIMEOUT),
        tables.read(MIN_BODY_RATE),
        tables.read(SEND_TIMEOUT),
        tables.read(MAX_WEB_SOCKET_MESSAGE),
        tables.read(WEB_SOCKET_PING_INTERVAL));
  }

  /** Where a setting may stand. */
  private record Tables(ConfigNode.Table acceptor, ConfigNode.Table plugin) {
    <T> T read(Setting<T> setting) {
      return setting.read(acceptor.has(setting.name()) ? acceptor : plugin);
    }
  }
}
