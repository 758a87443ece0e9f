package org.millrace.rtmp.client;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stream is: {@code rtmp://host[:port]/application/stream}. The last slash divides, so that
 * an application may have an instance ({@code live/studio}); a query belongs to the stream's name.
 *
 * @param secure whether the connection is encrypted ({@code rtmps})
 * @param host name or address; an IPv6 address without its brackets
 * @param port the port
 * @param application the application, with its instance
 * @param stream the stream's name, with its query
 */
public record RtmpUri(boolean secure, String host, int port, String application, String stream) {
  private static final int PLAIN_PORT = 1935;
  private static final int SECURE_PORT = 443;
  private static final int MAX_PORT = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          "(?i:(?<scheme>rtmps?))://"
              + "(?:\\[(?<v6>[0-9a-fA-F:.]+)\\]|(?<host>[^/:?#@\\[\\]\\s]+))"
              + "(?::(?<port>\\d{1,5}))?"
              + "/(?<path>[^?\\s]*)(?<query>\\?\\S*)?");

  /**
   * Reads a URI.
   *
   * @param text the URI
   * @return its parts
   * @throws IllegalArgumentException if it is none; the message says what is expected
   */
  public static RtmpUri parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    String path = matcher.group("path");
    int slash = path.lastIndexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      throw wrong(text);
    }
    boolean secure = matcher.group("scheme").toLowerCase(Locale.ROOT).equals("rtmps");
    String number = matcher.group("port");
    int port = number == null ? (secure ? SECURE_PORT : PLAIN_PORT) : Integer.parseInt(number);
    if (port < 1 || port > MAX_PORT) {
      throw wrong(text);
    }
    String v6 = matcher.group("v6");
    String query = matcher.group("query");
    return new RtmpUri(
        secure,
        v6 == null ? matcher.group("host") : v6,
        port,
        path.substring(0, slash),
        path.substring(slash + 1) + (query == null ? "" : query));
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "uri: %s (expected: rtmp://host[:port]/application/stream, or rtmps)".formatted(text));
  }

  /**
   * The same place with another stream.
   *
   * @param name the stream's name
   * @return the URI
   */
  public RtmpUri withStream(String name) {
    return new RtmpUri(secure, host, port, application, name);
  }

  /**
   * The server.
   *
   * @return unresolved, so that looking it up blocks nobody
   */
  public InetSocketAddress address() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  /**
   * What a client tells the server as {@code tcUrl}.
   *
   * @return the URI without the stream
   */
  public String connectUrl() {
    String scheme = secure ? "rtmps" : "rtmp";
    String name = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + name + ":" + port + "/" + application;
  }

  /** The URI as it would be written. */
  @Override
  public String toString() {
    return connectUrl() + "/" + stream;
  }
}
