package org.millrace.http.connection;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, stricter: what two servers could read in two ways is no request. */
final class RequestDecoder extends HttpRequestDecoder {
  static final String NAME = "httpDecoder";

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

  /** RFC 9112 section 6.1: may be an attempt to smuggle a request past a proxy. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException(
        "Content-Length and Transfer-Encoding (expected: one of them)");
  }
}
