package org.millrace.http.live;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Subscription;

/** The form in which one viewer gets a stream. Used on the viewer's event loop alone. */
public interface LiveForm {

  /**
   * The media type of the answer.
   *
   * @return such as {@code video/x-flv}
   */
  String contentType();

  /**
   * How long a viewer that starts is to be held back, because the stream has just begun and does
   * not say yet what it consists of. Asked before the first frames are taken, until it is zero.
   *
   * @param stream begins
   * @return zero where it does not matter
   */
  default Duration holdBack(LiveStream stream) {
    return Duration.ZERO;
  }

  /**
   * Takes what is there of a stream. On the hot path: what viewers can share is to be made once, by
   * {@link Subscription#poll(org.millrace.api.stream.FrameEncoder, int)}.
   *
   * @param from to take from
   * @param maxBytes take no more than about this
   * @return whole messages, where the viewer is a WebSocket; ownership passes; null if nothing is
   *     there
   */
  @Nullable ByteBuf poll(Subscription from, int maxBytes);
}
