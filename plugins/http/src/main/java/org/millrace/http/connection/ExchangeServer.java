package org.millrace.http.connection;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.concurrent.Executor;
import org.millrace.http.Access;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;
import org.millrace.http.access.AdminGuard;
import org.millrace.http.access.CorsPolicy;
import org.millrace.http.reply.FileCache;
import org.millrace.http.route.Match;
import org.millrace.http.route.RequestTarget;
import org.millrace.http.route.RouteTable;

/**
 * Takes an exchange to its handler, or answers it itself. Shared by all connections.
 *
 * @param routes what is mounted
 * @param guard lets the administrator through
 * @param cors what pages of other origins may
 * @param files where files are opened and read
 * @param fileCache files that are open
 * @param statistics counts
 * @param adminWatch is told of what the administrator asks for
 */
public record ExchangeServer(
    RouteTable routes,
    AdminGuard guard,
    CorsPolicy cors,
    Executor files,
    FileCache fileCache,
    ServerStatistics statistics,
    AdminWatch adminWatch) {

  /** Serves an exchange. */
  void serve(ServerExchange exchange, HttpSettings settings) {
    statistics.asked();
    try {
      requireWellFormed(exchange, settings);
      if (isForServer(exchange.request())) {
        exchange.respond(HttpReply.of(HttpResponseStatus.NO_CONTENT));
        return;
      }
      RequestTarget target = RequestTarget.of(exchange.request().uri());
      exchange.target(target);
      route(exchange, target);
    } catch (HttpException e) {
      exchange.fail(e);
    } catch (RuntimeException | LinkageError e) {
      exchange.fail(e);
    }
  }

  /** Whoever sends something else may be sending it for somebody else: the connection ends. */
  private static void requireWellFormed(ServerExchange exchange, HttpSettings settings) {
    try {
      requireWellFormed(exchange.request(), settings);
    } catch (HttpException e) {
      exchange.closeAfter(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void requireWellFormed(HttpRequest request, HttpSettings settings) {
    DecoderResult result = request.decoderResult();
    if (result.isFailure()) {
      throw malformed(result.cause());
    }
    if (request.headers().size() > settings.maxHeaderFields()) {
      throw new HttpException(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
          request.headers().size() + " header fields (expected: at most maxHeaderFields)");
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    // RFC 9112 section 3.2.
    if (hosts > 1 || (hosts == 0 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0))) {
      throw new HttpException(
          HttpResponseStatus.BAD_REQUEST, hosts + " Host fields (expected: one)");
    }
    String expect = request.headers().get(HttpHeaderNames.EXPECT);
    if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
      throw new HttpException(
          HttpResponseStatus.EXPECTATION_FAILED, "Expect (expected: 100-continue)");
    }
  }

  private static HttpException malformed(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new HttpException(
          HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line longer than maxRequestLine");
    } else if (cause instanceof TooLongHttpHeaderException) {
      return new HttpException(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
          "header fields longer than maxHeaderBytes");
    }
    return new HttpException(
        HttpResponseStatus.BAD_REQUEST, "malformed request: " + cause.getMessage());
  }

  private static boolean isForServer(HttpRequest request) {
    return request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*");
  }

  private void route(ServerExchange exchange, RequestTarget target) {
    RouteTable.Answer answer = routes.find(exchange.method(), target);
    if (answer instanceof RouteTable.Answer.Found found) {
      Match match = found.match();
      requireAccess(exchange, match);
      exchange.parameters(match.parameters());
      match.handler().handle(exchange);
    } else if (answer instanceof RouteTable.Answer.OtherMethods others) {
      answerOtherMethod(exchange, others);
    } else {
      throw new HttpException(HttpResponseStatus.NOT_FOUND, "nothing is at " + target.path());
    }
  }

  private void requireAccess(ServerExchange exchange, Match match) {
    if (match.access() == Access.ADMIN) {
      adminWatch.begin(exchange, match.route());
      guard.require(exchange);
    } else {
      applyCors(exchange);
    }
  }

  private void applyCors(ServerExchange exchange) {
    String origin = exchange.headers().get(HttpHeaderNames.ORIGIN);
    String host = exchange.header(HttpHeaderNames.HOST).orElse("");
    cors.apply(origin, host, exchange.extraHeaders());
    if (exchange.isWebSocket() && !cors.allows(origin, host)) {
      throw new HttpException(
          HttpResponseStatus.FORBIDDEN, "no WebSocket for pages of this origin (corsOrigins)");
    }
  }

  private void answerOtherMethod(ServerExchange exchange, RouteTable.Answer.OtherMethods others) {
    if (others.access() == Access.PUBLIC) {
      applyCors(exchange);
    }
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      answerOptions(exchange, others);
    } else {
      exchange.respond(
          Problems.reply(
                  HttpResponseStatus.METHOD_NOT_ALLOWED,
                  exchange.method() + " (expected: " + others.allow() + ")")
              .with(HttpHeaderNames.ALLOW, others.allow()));
    }
  }

  private void answerOptions(ServerExchange exchange, RouteTable.Answer.OtherMethods others) {
    HttpHeaders asked = exchange.headers();
    if (others.access() == Access.PUBLIC
        && asked.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      cors.applyPreflight(
          asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS),
          others.allow(),
          exchange.extraHeaders());
    }
    exchange.respond(
        HttpReply.of(HttpResponseStatus.NO_CONTENT).with(HttpHeaderNames.ALLOW, others.allow()));
  }
}
