package org.millrace.http.connection;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
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
import org.millrace.http.route.Match;
import org.millrace.http.route.RequestTarget;
import org.millrace.http.route.RouteTable;

/**
 * Takes an exchange to its handler, or answers it itself. Shared by all connections.
 *
 * @param routes what is mounted
 * @param files where files are opened and read
 */
public record ExchangeServer(RouteTable routes, Executor files) {

  /** Serves an exchange. */
  void serve(ServerExchange exchange, HttpSettings settings) {
    try {
      requireWellFormed(exchange.request(), settings);
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
      requireAccess(exchange, match.access());
      exchange.parameters(match.parameters());
      match.handler().handle(exchange);
    } else if (answer instanceof RouteTable.Answer.OtherMethods others) {
      answerOtherMethod(exchange, others);
    } else {
      throw new HttpException(HttpResponseStatus.NOT_FOUND, "nothing is at " + target.path());
    }
  }

  private static void requireAccess(ServerExchange exchange, Access access) {
    boolean isLocal = exchange.connection().remoteAddress().getAddress().isLoopbackAddress();
    if (access == Access.ADMIN && !isLocal) {
      throw new HttpException(HttpResponseStatus.FORBIDDEN, "for the administrator alone");
    }
  }

  private static void answerOtherMethod(
      ServerExchange exchange, RouteTable.Answer.OtherMethods others) {
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      exchange.respond(
          HttpReply.of(HttpResponseStatus.NO_CONTENT).with(HttpHeaderNames.ALLOW, others.allow()));
    } else {
      exchange.respond(
          Problems.reply(
                  HttpResponseStatus.METHOD_NOT_ALLOWED,
                  exchange.method() + " (expected: " + others.allow() + ")")
              .with(HttpHeaderNames.ALLOW, others.allow()));
    }
  }
}
