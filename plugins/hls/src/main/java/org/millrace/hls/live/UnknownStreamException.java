package org.millrace.hls.live;

import org.millrace.api.stream.StreamKey;

/** Nobody publishes the stream. */
public final class UnknownStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownStreamException(StreamKey key) {
    super(key + ": nobody publishes it", null, false, false);
  }
}
