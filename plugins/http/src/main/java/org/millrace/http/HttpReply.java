package org.millrace.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.millrace.http.reply.HttpDate;

/**
 * An answer that is there at once. Made for one exchange, and handed to {@link
 * HttpExchange#respond}, which adds what every answer has: length, date, security and CORS fields,
 * the encoding of text.
 */
public final class HttpReply {
  private final HttpResponseStatus status;
  private final HttpHeaders headers = new DefaultHttpHeaders();
  private final Body body;

  private HttpReply(HttpResponseStatus status, Body body) {
    this.status = status;
    this.body = body;
  }

  /** What the answer consists of. */
  public sealed interface Body {
    /** No body. */
    record None() implements Body {}

    /**
     * Bytes in memory; parts of them can be asked for.
     *
     * @param bytes owned by the reply
     */
    record Bytes(ByteBuf bytes) implements Body {}

    /**
     * A file; parts of it can be asked for. It is opened off the event loop; if there is none, the
     * answer is status 404.
     *
     * @param path names a regular file
     * @param within the folder that it must not be out of, by no link either; null if the handler
     *     knows that the file may be read
     */
    record File(Path path, @Nullable Path within) implements Body {}

    /**
     * A file that is open; parts of it can be asked for.
     *
     * @param file held by the reply
     */
    record Open(OpenFile file) implements Body {}
  }

  /**
   * An answer without a body.
   *
   * @param status such as 204
   * @return the reply
   */
  public static HttpReply of(HttpResponseStatus status) {
    return new HttpReply(status, new Body.None());
  }

  /**
   * Bytes.
   *
   * @param contentType their media type
   * @param bytes ownership passes
   * @return the reply, with status 200
   */
  public static HttpReply bytes(String contentType, ByteBuf bytes) {
    return bytes(HttpResponseStatus.OK, contentType, bytes);
  }

  /**
   * Bytes.
   *
   * @param status the status
   * @param contentType their media type
   * @param bytes ownership passes
   * @return the reply
   */
  public static HttpReply bytes(HttpResponseStatus status, String contentType, ByteBuf bytes) {
    return new HttpReply(status, new Body.Bytes(bytes))
        .with(HttpHeaderNames.CONTENT_TYPE, contentType);
  }

  /**
   * Text.
   *
   * @param contentType its media type; {@code ; charset=utf-8} where that type needs it
   * @param text sent as UTF-8
   * @return the reply, with status 200
   */
  public static HttpReply text(String contentType, String text) {
    return bytes(contentType, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }

  /**
   * JSON.
   *
   * @param json the text
   * @return the reply, with status 200
   */
  public static HttpReply json(String json) {
    return text("application/json", json);
  }

  /**
   * A file. Its ETag and time of change are added.
   *
   * @param contentType its media type
   * @param path a regular file; whether it may be read is the handler's to know
   * @return the reply, with status 200, or 404 if it turns out that there is no file
   */
  public static HttpReply file(String contentType, Path path) {
    return new HttpReply(HttpResponseStatus.OK, new Body.File(path, null))
        .with(HttpHeaderNames.CONTENT_TYPE, contentType);
  }

  /**
   * A file that is open. Nothing is added: its tag is the handler's to set.
   *
   * @param contentType its media type
   * @param file its holding passes
   * @return the reply, with status 200
   */
  public static HttpReply openFile(String contentType, OpenFile file) {
    return new HttpReply(HttpResponseStatus.OK, new Body.Open(file))
        .with(HttpHeaderNames.CONTENT_TYPE, contentType);
  }

  /**
   * A file of a folder, whatever a client has put into its name.
   *
   * @param contentType its media type
   * @param folder that the file must not be out of, by no link either
   * @param name relative to the folder
   * @return the reply, with status 200, or 404 if it turns out that there is no such file
   */
  public static HttpReply fileWithin(String contentType, Path folder, String name) {
    Path path;
    try {
      path = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new HttpException(HttpResponseStatus.NOT_FOUND, "no file has such a name");
    }
    if (!path.startsWith(folder.normalize())) {
      throw new HttpException(HttpResponseStatus.NOT_FOUND, "no file has such a name");
    }
    return new HttpReply(HttpResponseStatus.OK, new Body.File(path, folder))
        .with(HttpHeaderNames.CONTENT_TYPE, contentType);
  }

  /**
   * Sets a header field.
   *
   * @param name its name
   * @param value its only value
   * @return this
   */
  public HttpReply with(CharSequence name, Object value) {
    headers.set(name, value);
    return this;
  }

  /**
   * Sets the entity tag, by which a client asks whether it has the newest already.
   *
   * @param opaque changes with the body; letters and digits
   * @return this
   */
  public HttpReply etag(String opaque) {
    return with(HttpHeaderNames.ETAG, '"' + opaque + '"');
  }

  /**
   * Sets the time of change.
   *
   * @param time counted in whole seconds
   * @return this
   */
  public HttpReply lastModified(Instant time) {
    return with(HttpHeaderNames.LAST_MODIFIED, HttpDate.of(time));
  }

  /**
   * Sets how long it may be kept.
   *
   * @param directives RFC 9111 section 5.2, such as {@code no-cache} or {@code max-age=60}
   * @return this
   */
  public HttpReply cacheControl(String directives) {
    return with(HttpHeaderNames.CACHE_CONTROL, directives);
  }

  /**
   * The status.
   *
   * @return before conditions and ranges are heeded
   */
  public HttpResponseStatus status() {
    return status;
  }

  /**
   * The header fields.
   *
   * @return what has been set
   */
  public HttpHeaders headers() {
    return headers;
  }

  /**
   * The body.
   *
   * @return one of the four kinds
   */
  public Body body() {
    return body;
  }

  /** Lets go of the bytes or of the open file, if the reply is not sent. */
  public void release() {
    if (body instanceof Body.Bytes owned) {
      owned.bytes().release();
    } else if (body instanceof Body.Open open) {
      open.file().release();
    }
  }
}
