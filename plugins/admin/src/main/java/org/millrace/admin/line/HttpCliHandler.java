package org.millrace.admin.line;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Reply;
import org.millrace.api.protocol.ConnectionContext;

/**
 * Answers {@code GET /getStreamInfo?params=aWQ9MTI=}: the path is the command, the first parameter
 * of the query, whatever its name, its parameters in Base64 (here {@code id=12}). The token comes
 * as {@code Authorization: Bearer TOKEN}, or as the password of {@code Basic}. The connection ends
 * with the reply.
 */
final class HttpCliHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final ConnectionContext connection;
  private final CliServices services;
  private final int maxBytes;
  private boolean isAnswered;

  HttpCliHandler(ConnectionContext connection, CliServices services, int maxBytes) {
    this.connection = connection;
    this.services = services;
    this.maxBytes = maxBytes;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    // The connection ends with the first answer; what came behind it is nobody's.
    if (isAnswered) {
      return;
    }
    isAnswered = true;
    HttpResponseStatus status = refusal(request);
    if (status != null) {
      respond(context, status, Reply.failure(status.reasonPhrase()), "");
      return;
    }
    try {
      CommandCall call = call(request.uri());
      String commandId = call.text(CommandCall.COMMAND_ID);
      CompletionStage<Reply> answer = answer(call);
      answer.thenAccept(
          reply ->
              context
                  .executor()
                  .execute(() -> respond(context, HttpResponseStatus.OK, reply, commandId)));
    } catch (CommandException e) {
      Reply reply = Reply.failure(String.valueOf(e.getMessage()));
      respond(context, HttpResponseStatus.OK, reply, "");
    }
  }

  private CompletionStage<Reply> answer(CommandCall call) {
    return call.name().equalsIgnoreCase("quit")
        ? CompletableFuture.completedStage(Reply.success("Bye!"))
        : services.commands().run(call);
  }

  private @Nullable HttpResponseStatus refusal(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return HttpResponseStatus.BAD_REQUEST;
    } else if (!request.method().equals(HttpMethod.GET)) {
      return HttpResponseStatus.METHOD_NOT_ALLOWED;
    }
    String token = token(request);
    return switch (services
        .access()
        .check(connection.remoteAddress(), token.isEmpty() ? null : token)) {
      case GRANTED -> null;
      case FOREIGN_ADDRESS -> HttpResponseStatus.FORBIDDEN;
      case NO_TOKEN, WRONG_TOKEN -> HttpResponseStatus.UNAUTHORIZED;
      case TOO_MANY_FAILURES -> HttpResponseStatus.TOO_MANY_REQUESTS;
    };
  }

  private static String token(FullHttpRequest request) {
    String field = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    if (field.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return field.substring(7).strip();
    } else if (!field.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] userAndPassword = Base64.getDecoder().decode(field.substring(6).strip());
      String text = new String(userAndPassword, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private CommandCall call(String uri) {
    Map<String, List<String>> query;
    String path;
    try {
      QueryStringDecoder decoder = new QueryStringDecoder(uri);
      query = decoder.parameters();
      path = decoder.path();
    } catch (IllegalArgumentException e) {
      throw new CommandException("Syntax error. " + e.getMessage());
    }
    String command = path.startsWith("/") ? path.substring(1) : path;
    String encoded = query.isEmpty() ? "" : query.values().iterator().next().get(0);
    String parameters = decode(encoded);
    if (parameters.length() > maxBytes) {
      throw new CommandException("Syntax error. More than " + maxBytes + " bytes");
    }
    return LineParser.parse(command, parameters);
  }

  private static String decode(String encoded) {
    // A plus sign that nobody has escaped has become a blank; both alphabets are taken.
    String base64 = encoded.replace(' ', '+').replace('-', '+').replace('_', '/');
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CommandException("Syntax error. The query is not Base64");
    }
  }

  private void respond(
      ChannelHandlerContext context, HttpResponseStatus status, Reply reply, String commandId) {
    String text = services.replies().write(reply, commandId);
    ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONNECTION, "close");
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      response.headers().add(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"millrace\"");
      response.headers().add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"");
    } else if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET");
    }
    context.writeAndFlush(response);
    connection.close("answered " + status.code());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      connection.close("the peer has sent nothing for idleTimeout");
    } else {
      context.fireUserEventTriggered(event);
    }
  }
}
