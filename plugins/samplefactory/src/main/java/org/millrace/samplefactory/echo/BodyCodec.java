package org.millrace.samplefactory.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.millrace.api.protocol.ConnectionContext;

/** Bodies of requests go up; buffers that come down become responses. */
final class BodyCodec extends MessageToMessageCodec<FullHttpRequest, ByteBuf> {
  private final ConnectionContext connection;

  BodyCodec(ConnectionContext connection) {
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext context, FullHttpRequest request, List<Object> out) {
    HttpMethod method = request.method();
    if (request.decoderResult().isFailure()) {
      refuse(context, request.decoderResult().cause());
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.POST)) {
      out.add(request.content().retain());
    } else {
      FullHttpResponse response =
          response(HttpResponseStatus.METHOD_NOT_ALLOWED, context.alloc().buffer(0));
      response.headers().set(HttpHeaderNames.ALLOW, "GET, POST");
      context.writeAndFlush(response);
    }
  }

  /** What follows a malformed request cannot be told from it, so it is the last one. */
  private void refuse(ChannelHandlerContext context, Throwable cause) {
    FullHttpResponse response = response(status(cause), context.alloc().buffer(0));
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response);
    connection.close("HTTP: " + cause.getMessage());
  }

  private static HttpResponseStatus status(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  @Override
  protected void encode(ChannelHandlerContext context, ByteBuf body, List<Object> out) {
    FullHttpResponse response = response(HttpResponseStatus.OK, body.retain());
    // Not text: what a peer has sent must not be taken for a page of this server.
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
    out.add(response);
  }

  private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }
}
