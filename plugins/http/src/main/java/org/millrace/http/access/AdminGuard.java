package org.millrace.http.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.millrace.http.AdminAccess;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;

/**
 * Lets the administrator through, by token or by session, and nobody else.
 *
 * <p>A session is a cookie, and a browser sends cookies whoever has made it send the request.
 * Therefore a request with a cookie must come from a page of this server: {@code SameSite=Strict}
 * keeps other sites out, and {@code Origin} and {@code Sec-Fetch-Site} are looked at, for other
 * ports of the same machine are the same site.
 */
public final class AdminGuard implements AdminAccess {
  private static final String COOKIE = "millrace_session";
  private static final String BEARER = "Bearer ";
  private static final int MAX_SESSIONS = 64;
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final AdminSettings settings;
  private final FailureLimiter failures;
  private final Sessions sessions;

  /**
   * A guard without sessions yet.
   *
   * @param settings whom to let through
   * @param nanoTime the clock
   */
  public AdminGuard(AdminSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.failures = new FailureLimiter(settings.maxTokenFailures(), nanoTime);
    this.sessions = new Sessions(MAX_SESSIONS, settings.sessionTimeout(), nanoTime);
  }

  @Override
  public Verdict check(InetSocketAddress peer, @Nullable String token) {
    InetAddress address = peer.getAddress();
    if (!isAllowed(peer)) {
      return Verdict.FOREIGN_ADDRESS;
    } else if (token == null) {
      return Verdict.NO_TOKEN;
    } else if (failures.isBlocked(address)) {
      return Verdict.TOO_MANY_FAILURES;
    } else if (settings.token().isPresent() && settings.token().get().matches(token)) {
      failures.succeeded(address);
      return Verdict.GRANTED;
    }
    failures.failed(address);
    return Verdict.WRONG_TOKEN;
  }

  private boolean isAllowed(InetSocketAddress peer) {
    return settings.addresses().isEmpty()
        ? peer.getAddress().isLoopbackAddress()
        : settings.addresses().stream().anyMatch(network -> network.matches(peer));
  }

  /**
   * Returns if a request is the administrator's.
   *
   * @param exchange the request
   * @throws HttpException if it is not
   */
  public void require(HttpExchange exchange) {
    requirePlace(exchange);
    String authorization = exchange.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (authorization == null) {
      requireSession(exchange);
    } else {
      boolean isBearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
      requireGranted(
          exchange, isBearer ? authorization.substring(BEARER.length()).strip() : authorization);
    }
  }

  private void requirePlace(HttpExchange exchange) {
    if (!isAllowed(exchange.connection().remoteAddress())) {
      throw forbidden("the administrator does not come from this address (adminAddresses)");
    }
    String host = exchange.header(HttpHeaderNames.HOST).orElse("");
    if (!AdminHosts.allows(host, settings.hosts())) {
      throw forbidden("this server is not administered by this name (adminHosts)");
    }
  }

  private void requireGranted(HttpExchange exchange, String token) {
    Verdict verdict = check(exchange.connection().remoteAddress(), token);
    if (verdict == Verdict.TOO_MANY_FAILURES) {
      throw new HttpException(
          HttpResponseStatus.TOO_MANY_REQUESTS,
          "too many wrong tokens (expected: at most maxTokenFailures in a minute)");
    } else if (verdict != Verdict.GRANTED) {
      exchange.connection().log().info("{} {}: wrong token", exchange.method(), exchange.path());
      throw new HttpException(HttpResponseStatus.UNAUTHORIZED, "wrong token");
    }
  }

  private void requireSession(HttpExchange exchange) {
    Optional<String> session = session(exchange);
    if (session.isEmpty() || !sessions.use(session.get())) {
      throw new HttpException(
          HttpResponseStatus.UNAUTHORIZED, "no token (expected: Authorization: Bearer ...)");
    }
    requireOwnPage(exchange, !SAFE.contains(exchange.method()) || exchange.isWebSocket());
  }

  private static void requireOwnPage(HttpExchange exchange, boolean mustHaveOrigin) {
    Optional<String> site = exchange.header("sec-fetch-site");
    Optional<String> origin = exchange.header(HttpHeaderNames.ORIGIN);
    boolean isOwn =
        origin
            .map(value -> isOrigin(value, exchange.header(HttpHeaderNames.HOST).orElse("")))
            .orElse(!mustHaveOrigin);
    boolean isSameSite =
        site.map(value -> value.equals("same-origin") || value.equals("none")).orElse(true);
    if (!isOwn || !isSameSite) {
      throw forbidden("the request comes from a page of another origin");
    }
  }

  /** The scheme is not compared: a proxy may have taken TLS off. */
  static boolean isOrigin(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  private static Optional<String> session(HttpExchange exchange) {
    String field = exchange.headers().get(HttpHeaderNames.COOKIE);
    if (field == null) {
      return Optional.empty();
    }
    return ServerCookieDecoder.STRICT.decode(field).stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .map(cookie -> cookie.value())
        .findFirst();
  }

  @Override
  public String openSession(HttpExchange exchange, String token) {
    requirePlace(exchange);
    requireOwnPage(exchange, false);
    requireGranted(exchange, token);
    return cookie(exchange, sessions.open(), settings.sessionTimeout().toSeconds());
  }

  @Override
  public String closeSession(HttpExchange exchange) {
    session(exchange).ifPresent(sessions::close);
    return cookie(exchange, "", 0);
  }

  private static String cookie(HttpExchange exchange, String value, long maxAgeSeconds) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(
            COOKIE, value, maxAgeSeconds, exchange.connection().isSecure() ? "; Secure" : "");
  }

  private static HttpException forbidden(String detail) {
    return new HttpException(HttpResponseStatus.FORBIDDEN, detail);
  }
}
