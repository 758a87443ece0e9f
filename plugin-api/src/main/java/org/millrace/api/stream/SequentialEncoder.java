package org.millrace.api.stream;

import io.netty.buffer.ByteBuf;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.media.MediaFrame;

/**
 * An encoder whose wire form depends on what was encoded before, such as one that counts packets.
 *
 * <p>Of the encoders of a stream that are equal, the host takes one for each event loop. It is
 * given all frames that the host keeps, in the order of publication and each once, whoever starts
 * where; what it makes is kept for as long as the frames are. {@link #maxLength} may be asked of
 * several frames ahead, and is an estimate here: {@code out} grows.
 *
 * <p>Subscribers get no headers of their own. They start where {@link Subscription} says, and their
 * bytes with those of that frame: what is needed there has to be in these, or to come soon.
 */
@Experimental(since = "0.9.0", until = "a second format that counts packets uses it")
@PluginImplemented
public interface SequentialEncoder extends FrameEncoder {

  /**
   * Writes what was made of a frame again, for a subscriber that gets it at another time: one that
   * starts with {@link StartMode#CATCHUP}. Changes nothing for the frames that follow.
   *
   * @param encoded what {@link #encode} has written; borrowed
   * @param frame with the times that it shall have; borrowed
   * @param out has room for as many bytes; borrowed
   */
  void retime(ByteBuf encoded, MediaFrame frame, ByteBuf out);
}
