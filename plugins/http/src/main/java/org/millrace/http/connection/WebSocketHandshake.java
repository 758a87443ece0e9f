package org.millrace.http.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.millrace.http.HttpException;

/**
 * The opening handshake (RFC 6455 section 4.2).
 *
 * @param accept the server's answer to the client's key
 * @param subprotocol what is spoken
 */
record WebSocketHandshake(String accept, Optional<String> subprotocol) {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  /** Whether a client wants to become a WebSocket, if not by the right words. */
  static boolean isAskedFor(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.method().equals(HttpMethod.GET)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  /**
   * Reads the client's part.
   *
   * @param subprotocols what the server speaks, best first
   * @throws HttpException with status 426 or 400
   */
  static WebSocketHandshake of(HttpRequest request, List<String> subprotocols) {
    if (!isAskedFor(request)
        || !VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      throw new HttpException(
          HttpResponseStatus.UPGRADE_REQUIRED,
          "request (expected: one for a WebSocket, version 13)");
    }
    String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "").strip();
    if (!isKey(key)) {
      throw new HttpException(
          HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Key (expected: 16 bytes in Base64)");
    }
    List<String> offered =
        request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(field -> Arrays.stream(field.split(",", -1)))
            .map(String::strip)
            .toList();
    return new WebSocketHandshake(
        accept(key), subprotocols.stream().filter(offered::contains).findFirst());
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** The fields of the answer. */
  void applyTo(HttpHeaders headers) {
    headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    headers.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept);
    subprotocol.ifPresent(name -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, name));
  }
}
