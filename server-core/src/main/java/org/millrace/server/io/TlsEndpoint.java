package org.millrace.server.io;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;

/** One side of TLS connections. Safe for use by any thread. */
@FunctionalInterface
public interface TlsEndpoint {

  /**
   * Makes the handler of one connection, with its handshake deadline.
   *
   * @param allocator the channel's
   * @return a new handler
   */
  SslHandler newHandler(ByteBufAllocator allocator);
}
