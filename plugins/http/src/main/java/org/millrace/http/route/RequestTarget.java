package org.millrace.http.route;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.millrace.http.HttpException;

/**
 * What a request is for (RFC 9112 section 3.2).
 *
 * @param path decoded, with a slash in front
 * @param segments of the path, at least one
 * @param rawQuery as it came; "" if there is none
 */
public record RequestTarget(String path, List<String> segments, String rawQuery) {
  private static final int MAX_PARAMETERS = 100;

  /**
   * Reads a target. Paths that another program could take for another file than we do are refused:
   * with dot segments, encoded slashes, backslashes, control characters, empty segments.
   *
   * @param uri as it stood in the request line: {@code /path?query} or {@code http://host/path}
   * @return the target
   * @throws HttpException with status 400
   */
  public static RequestTarget of(String uri) {
    String local = uri.startsWith("/") ? uri : ofAbsolute(uri);
    int fragment = local.indexOf('#');
    int query = local.indexOf('?');
    if (fragment >= 0) {
      throw bad("fragment in the target (expected: none)");
    }
    String rawPath = query < 0 ? local : local.substring(0, query);
    String path = decode(rawPath);
    List<String> segments = List.of(path.substring(1).split("/", -1));
    requirePlain(segments);
    return new RequestTarget(path, segments, query < 0 ? "" : local.substring(query + 1));
  }

  private static String ofAbsolute(String uri) {
    int authority = uri.indexOf("://");
    String scheme = authority < 0 ? "" : uri.substring(0, authority).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw bad("target (expected: a path with a slash in front)");
    }
    int slash = uri.indexOf('/', authority + 3);
    return slash < 0 ? "/" : uri.substring(slash);
  }

  private static String decode(String rawPath) {
    if (rawPath.indexOf('\\') >= 0) {
      throw bad("path (expected: no backslash)");
    }
    String path = rawPath.indexOf('%') < 0 ? rawPath : decodePercent(rawPath);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (Character.isISOControl(c) || c == '\uFFFD') {
        throw bad("path (expected: UTF-8 without control characters)");
      }
    }
    return path;
  }

  private static String decodePercent(String rawPath) {
    String lower = rawPath.toLowerCase(Locale.ROOT);
    if (lower.contains("%2f") || lower.contains("%5c")) {
      throw bad("path (expected: no encoded slash, no encoded backslash)");
    }
    try {
      // Not decodeComponent, which takes a plus sign for a space.
      return QueryStringDecoder.decodeComponent(rawPath.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      throw bad("path (expected: two hexadecimal digits behind each percent sign)");
    }
  }

  private static void requirePlain(List<String> segments) {
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean isEmpty = segment.isEmpty() && i < segments.size() - 1;
      if (isEmpty || segment.equals(".") || segment.equals("..")) {
        throw bad("path (expected: no empty segment, no \".\", no \"..\")");
      }
    }
  }

  /**
   * The parameters of the query.
   *
   * @return the first of each name, decoded
   * @throws HttpException with status 400
   */
  public Map<String, String> query() {
    if (rawQuery.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, String> first = new LinkedHashMap<>();
      QueryStringDecoder decoder =
          QueryStringDecoder.builder().hasPath(false).maxParams(MAX_PARAMETERS).build(rawQuery);
      decoder.parameters().forEach((name, values) -> first.put(name, values.get(0)));
      return Collections.unmodifiableMap(first);
    } catch (IllegalArgumentException e) {
      throw bad("query (expected: two hexadecimal digits behind each percent sign)");
    }
  }

  private static HttpException bad(String problem) {
    return new HttpException(HttpResponseStatus.BAD_REQUEST, problem);
  }
}
