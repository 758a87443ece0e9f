package org.millrace.http.reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compression, where it pays: of text that is neither so short that the frame around it eats what
 * is saved, nor so long that an event loop would be busy with it. Media is compressed already.
 */
public final class TextEncoding {
  private static final int MIN_BYTES = 1024;

  /** A millisecond or two. */
  private static final int MAX_BYTES = 128 * 1024;

  private static final Set<String> TEXT_TYPES =
      Set.of(
          "application/json",
          "application/problem+json",
          "application/javascript",
          "application/xml",
          "application/dash+xml",
          "application/vnd.apple.mpegurl",
          "application/x-mpegurl",
          "image/svg+xml");

  private TextEncoding() {}

  /**
   * Whether a representation is to be compressed, if the client likes that.
   *
   * @param reply its fields
   * @param bytes its length
   * @return true if it pays
   */
  public static boolean pays(HttpHeaders reply, long bytes) {
    return bytes >= MIN_BYTES
        && bytes <= MAX_BYTES
        && !reply.contains(HttpHeaderNames.CONTENT_ENCODING)
        && isText(reply.get(HttpHeaderNames.CONTENT_TYPE));
  }

  static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    String lower = type.strip().toLowerCase(Locale.ROOT);
    return TEXT_TYPES.contains(lower)
        || (lower.startsWith("text/") && !lower.equals("text/event-stream"));
  }

  /**
   * Whether a client takes gzip (RFC 9110 section 12.5.3).
   *
   * @param request its fields
   * @return true if it says so, and not with the weight 0
   */
  public static boolean isAccepted(HttpHeaders request) {
    for (String field : request.getAll(HttpHeaderNames.ACCEPT_ENCODING)) {
      for (String coding : field.split(",", -1)) {
        String[] parts = coding.strip().split(";", 2);
        boolean isRefused = parts.length > 1 && parts[1].replace(" ", "").matches("q=0(\\.0*)?");
        if (HttpHeaderValues.GZIP.contentEqualsIgnoreCase(parts[0].strip()) && !isRefused) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Compresses.
   *
   * @param allocator for the result
   * @param text ownership passes
   * @return the compressed text, owned by the caller
   */
  public static ByteBuf gzip(ByteBufAllocator allocator, ByteBuf text) {
    ByteBuf out = allocator.buffer(text.readableBytes() / 2);
    try (ByteBufInputStream in = new ByteBufInputStream(text, true);
        GZIPOutputStream gzip = new GZIPOutputStream(new ByteBufOutputStream(out))) {
      in.transferTo(gzip);
    } catch (IOException e) {
      out.release();
      throw new UncheckedIOException(e);
    }
    return out;
  }

  /**
   * Says so in the fields. The tag becomes a weak one: other bytes, the same meaning.
   *
   * @param reply gets the fields
   */
  public static void applyTo(HttpHeaders reply) {
    reply.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
    String tag = reply.get(HttpHeaderNames.ETAG);
    if (tag != null && !tag.startsWith("W/")) {
      reply.set(HttpHeaderNames.ETAG, "W/" + tag);
    }
  }
}
