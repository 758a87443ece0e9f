package org.millrace.http.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * What pages of other origins may do with what is for everybody (the Fetch standard, section 3.2).
 * Never with the user's cookies: {@code Access-Control-Allow-Credentials} is not sent.
 *
 * @param any whether all origins may
 * @param origins those that may
 */
public record CorsPolicy(boolean any, Set<String> origins) {
  private static final Setting<List<String>> ORIGINS =
      Setting.texts(
          "corsOrigins",
          "Origins (https://example.org) whose pages may play streams and open WebSockets; empty or"
              + " \"*\": all; \"none\": none but this server's own");

  private static final String MAX_AGE_SECONDS = "86400";
  private static final String EXPOSED = "Content-Length, Content-Range, Date, ETag, Location";

  /** All of them. */
  public static final List<Setting<?>> ALL = List.of(ORIGINS);

  public CorsPolicy {
    origins = Set.copyOf(origins);
  }

  /**
   * Reads the setting.
   *
   * @param plugin the plugin's table
   * @return the policy
   */
  public static CorsPolicy of(ConfigNode.Table plugin) {
    List<String> configured = ORIGINS.read(plugin);
    boolean any = configured.isEmpty() || configured.contains("*");
    return new CorsPolicy(any, any ? Set.of() : Set.copyOf(configured));
  }

  /**
   * Whether pages of an origin may.
   *
   * @param origin the field {@code Origin}; null if the client is no browser, which may
   * @param host the field {@code Host}: the server's own pages may
   * @return true if they may
   */
  public boolean allows(@Nullable String origin, String host) {
    return origin == null || any || origins.contains(origin) || AdminGuard.isOrigin(origin, host);
  }

  /**
   * Says in an answer whether the page that has asked may see it.
   *
   * @param origin of the page; null if there is none
   * @param host the field {@code Host}
   * @param answer gets the fields
   */
  public void apply(@Nullable String origin, String host, HttpHeaders answer) {
    if (any) {
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    } else {
      answer.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
      if (origin != null && allows(origin, host)) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      }
    }
    answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
  }

  /**
   * Says what a page may send, in the answer to its question.
   *
   * @param wantedHeaders the fields that it wants to set; null if none
   * @param methods the methods there are
   * @param answer gets the fields
   */
  public void applyPreflight(@Nullable String wantedHeaders, String methods, HttpHeaders answer) {
    answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
    answer.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    if (wantedHeaders != null) {
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wantedHeaders);
    }
  }
}
