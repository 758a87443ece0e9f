package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Netty's decoder, stricter: what two servers could read in two ways is no request. */
final class RequestDecoder extends HttpRequestDecoder {
  static final String NAME = "httpDecoder";

  private boolean withinRequest;

  RequestDecoder(HttpSettings settings) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(settings.maxRequestLine())
            .setMaxHeaderSize(settings.maxHeaderBytes())
            .setMaxChunkSize(settings.maxChunkBytes())
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true)
            .setValidateHeaders(true));
  }

  /** Whether the last bytes that came belong to a request that is not whole. */
  boolean isWithinRequest() {
    return withinRequest;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    withinRequest = true;
    super.decode(context, in, out);
    if (!out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent) {
      withinRequest = false;
    }
  }

  /** RFC 9112 section 6.1: may be an attempt to smuggle a request past a proxy. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException(
        "Content-Length and Transfer-Encoding (expected: one of them)");
  }
}
