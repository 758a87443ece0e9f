package org.millrace.api.protocol;

import io.netty.buffer.ByteBuf;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** Recognises a protocol by the first bytes of a connection. Stateless. */
@FunctionalInterface
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@PluginImplemented
public interface ProtocolDetector {

  /**
   * Looks at what has come so far. Called on the event loop, again for each read until all
   * detectors have decided.
   *
   * @param firstBytes all bytes since the connection began, at least one; borrowed, to be read with
   *     absolute getters
   * @return what they say
   */
  Detection detect(ByteBuf firstBytes);

  /** What the first bytes say. */
  @Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
  enum Detection {
    /** They begin this protocol. */
    MINE,
    /** They cannot begin this protocol. */
    NOT_MINE,
    /** Too few to tell. */
    NEED_MORE
  }
}
