package org.millrace.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Client;
import org.millrace.api.protocol.ConnectionContext;

/**
 * One request and its answer. Implemented by the plugin {@code http}. To be used on the
 * connection's event loop, on which all stages are completed, too. It is answered once, by one of
 * the methods {@code respond...}, {@link #acceptWebSocket} or {@link #fail}; when the connection is
 * closed meanwhile, answers are thrown away and released.
 */
public interface HttpExchange {

  /**
   * The method.
   *
   * @return as the client wrote it; HEAD, too, for handlers of GET: the body is then not sent
   */
  HttpMethod method();

  /**
   * The path.
   *
   * @return decoded, with a slash in front, without dot segments, backslashes and control
   *     characters
   */
  String path();

  /**
   * What stood at a parameter of the route's pattern.
   *
   * @param name the parameter
   * @return decoded
   * @throws IllegalArgumentException if the pattern has no such parameter
   */
  String pathParameter(String name);

  /**
   * A parameter of the query.
   *
   * @param name the parameter
   * @return the first of that name, decoded; empty if there is none
   */
  Optional<String> query(String name);

  /**
   * All parameters of the query.
   *
   * @return the first of each name, decoded, in the client's order; immutable
   */
  Map<String, String> query();

  /**
   * A header field.
   *
   * @param name in any case
   * @return the first of that name; empty if there is none
   */
  Optional<String> header(CharSequence name);

  /**
   * All header fields.
   *
   * @return not to be changed
   */
  HttpHeaders headers();

  /**
   * The connection; for its id, address and log. Answers go through the exchange alone.
   *
   * @return the same for all exchanges of a connection
   */
  ConnectionContext connection();

  /**
   * The connection's event loop.
   *
   * @return where the exchange happens
   */
  EventLoop eventLoop();

  /**
   * The whole body of the request.
   *
   * @param maxBytes more is status 413
   * @return completed with the body, whose ownership passes; or exceptionally with {@link
   *     HttpException}, to be handed to {@link #fail}
   */
  CompletionStage<ByteBuf> body(int maxBytes);

  /**
   * Takes the body of the request as it comes, of any length. It may be answered before the body's
   * end; the rest of the body is then not taken.
   *
   * @param reader gets the body
   * @return holds the sender back
   */
  HttpBodyFlow body(HttpBodyReader reader);

  /**
   * Answers. For GET and HEAD, {@code If-None-Match}, {@code If-Modified-Since} and {@code Range}
   * are heeded where the reply has what they need.
   *
   * @param reply the answer; ownership of its bytes passes
   */
  void respond(HttpReply reply);

  /**
   * Answers when a reply is there, or {@linkplain #fail fails} when it is known that none will be.
   *
   * @param reply completed by any thread; ownership of its bytes passes
   */
  default void respond(CompletionStage<HttpReply> reply) {
    reply.whenCompleteAsync(
        (made, failure) -> {
          if (failure == null) {
            respond(made);
          } else {
            fail(failure);
          }
        },
        eventLoop());
  }

  /**
   * Begins an answer whose body comes in pieces, such as server-sent events. The head is sent with
   * the first flush. Nobody but the handler limits the time that it takes.
   *
   * @param status usually 200
   * @param headers of the answer; {@code Content-Length} may be among them
   * @param listener is told when there is room again, and when the answer has ended
   * @return takes the body
   */
  HttpBodyWriter respondStreaming(
      HttpResponseStatus status, HttpHeaders headers, OutputListener listener);

  /**
   * Begins an answer that is the last one of its connection, and takes the codecs away from it. The
   * head is sent with the first flush.
   *
   * @param status usually 200
   * @param headers of the answer
   * @param listener is told when there is room again, and when the connection has ended
   * @return takes the body
   */
  RawStream respondRaw(HttpResponseStatus status, HttpHeaders headers, OutputListener listener);

  /**
   * What has to be around each message that is written to {@link #respondRaw}, or to {@link
   * #acceptWebSocket} if that is asked for.
   *
   * @return chunks, unless the client knows none
   */
  default RawFraming rawFraming() {
    return isWebSocket() ? RawFraming.WEB_SOCKET : RawFraming.NONE;
  }

  /**
   * Whether the client asks for a WebSocket.
   *
   * @return true if {@link #acceptWebSocket} can be the answer
   */
  boolean isWebSocket();

  /**
   * Answers by becoming a WebSocket. Pages of other origins may if the setting {@code corsOrigins}
   * says so, which is looked at before the handler is called.
   *
   * @param listener takes what comes
   * @return sends
   * @throws HttpException if the request is none for a WebSocket (status 426), or malformed
   */
  WebSocket acceptWebSocket(WebSocketListener listener);

  /**
   * Answers with the problem that a failure means, as {@link HttpException#of} has it. If the
   * answer has begun already, the connection is closed. What is a bug goes to the log.
   *
   * @param failure why there is no other answer
   */
  void fail(Throwable failure);

  /**
   * Connects the client to an application, by the protocol name {@code http} or {@code ws}. What it
   * plays and publishes ends when this exchange does.
   *
   * @param application as the URL names it
   * @return completed with the client, or exceptionally with {@link
   *     org.millrace.api.application.RefusedException}, to be handed to {@link #fail}
   */
  CompletionStage<Client> client(String application);

  /**
   * Has an action run when the exchange ends: its answer is written whole, or its connection is
   * closed. Runs at once if it has ended.
   *
   * @param action on the event loop
   */
  void onEnd(Runnable action);
}
