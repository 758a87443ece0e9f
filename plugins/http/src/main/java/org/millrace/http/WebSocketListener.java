package org.millrace.http;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** The handler's side of a {@link WebSocket}. Called on the connection's event loop. */
public interface WebSocketListener extends OutputListener {

  /**
   * The subprotocols that it speaks, best first.
   *
   * @return empty if none
   */
  default List<String> subprotocols() {
    return List.of();
  }

  /**
   * A whole text message has come.
   *
   * @param socket where
   * @param text not longer than {@code maxWebSocketMessage} bytes
   */
  default void onText(WebSocket socket, String text) {}

  /**
   * A whole binary message has come.
   *
   * @param socket where
   * @param payload borrowed; not longer than {@code maxWebSocketMessage} bytes
   */
  default void onBinary(WebSocket socket, ByteBuf payload) {}
}
