package org.millrace.api.stream;

import io.netty.buffer.ByteBuf;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.media.MediaFrame;

/**
 * Makes the wire form of frames for {@link Subscription#poll(FrameEncoder, int)}.
 *
 * <p>Equality decides what is shared: encoders that are equal must make the same bytes. The wire
 * form of a frame may therefore depend on the frame and on the encoder's own constants (chunk size,
 * stream id, which kinds are wanted), never on what was encoded before; one that does is a {@link
 * SequentialEncoder}. Records are a good choice. Called on the subscription's event loop; must not
 * block.
 */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@PluginImplemented
public interface FrameEncoder {

  /**
   * How long the wire form can get at the most.
   *
   * @param frame borrowed
   * @return bytes; 0 if this encoder leaves such frames out
   */
  int maxLength(MediaFrame frame);

  /**
   * Writes the wire form.
   *
   * @param frame borrowed
   * @param out has at least {@link #maxLength} writable bytes; borrowed
   */
  void encode(MediaFrame frame, ByteBuf out);
}
