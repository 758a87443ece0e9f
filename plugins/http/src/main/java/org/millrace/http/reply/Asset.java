package org.millrace.http.reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.millrace.http.HttpReply;

/**
 * A representation that stays in memory, with its compressed form if that is worth it. On the heap,
 * so that it goes with the plugin that it belongs to.
 */
public final class Asset {
  /** Compressed forms that are not at least a tenth smaller are not kept. */
  private static final double WORTH = 0.9;

  private static final int TAG_BYTES = 12;

  private final String contentType;
  private final byte[] plain;
  private final byte[] compressed;
  private final String tag;

  private Asset(String contentType, byte[] plain, byte[] compressed, String tag) {
    this.contentType = contentType;
    this.plain = plain;
    this.compressed = compressed;
    this.tag = tag;
  }

  /**
   * Makes one. Takes a while.
   *
   * @param contentType its media type
   * @param bytes of it; not to be changed any more
   * @return the asset
   */
  public static Asset of(String contentType, byte[] bytes) {
    byte[] compressed = TextEncoding.isText(contentType) ? gzip(bytes) : bytes;
    boolean isWorthIt = compressed.length < bytes.length * WORTH;
    return new Asset(contentType, bytes, isWorthIt ? compressed : new byte[0], tag(bytes));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteBuf out =
        TextEncoding.gzip(UnpooledByteBufAllocator.DEFAULT, Unpooled.wrappedBuffer(bytes));
    try {
      byte[] compressed = new byte[out.readableBytes()];
      out.readBytes(compressed);
      return compressed;
    } finally {
      out.release();
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * An answer.
   *
   * @param request the fields of the request
   * @return compressed, if the client likes that
   */
  public HttpReply reply(HttpHeaders request) {
    boolean compress = compressed.length > 0 && TextEncoding.isAccepted(request);
    HttpReply reply =
        HttpReply.bytes(contentType, Unpooled.wrappedBuffer(compress ? compressed : plain))
            .etag(tag);
    if (compressed.length > 0) {
      reply.with(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    }
    if (compress) {
      TextEncoding.applyTo(reply.headers());
    }
    return reply;
  }
}
