package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.OpusConfig;

/**
 * Opus behind control headers (ETSI TS Opus 0.1.3-draft), as ffmpeg and browsers' players have it.
 *
 * @param channels of mapping family 0
 */
record OpusStream(int channels) implements ElementaryStream {
  private static final int CONTROL_PREFIX = 0x7FE0;

  static Optional<ElementaryStream> of(OpusConfig config) {
    boolean fits = config.mappingFamily() == 0 && config.channels() <= 2;
    return fits ? Optional.of(new OpusStream(config.channels())) : Optional.empty();
  }

  @Override
  public int type() {
    return 0x06;
  }

  @Override
  public int streamId() {
    return PRIVATE_ID;
  }

  @Override
  public byte[] descriptors() {
    byte[] registration = AudioStreams.registration("Opus");
    byte[] all = new byte[registration.length + 4];
    System.arraycopy(registration, 0, all, 0, registration.length);
    all[registration.length] = 0x7F; // extension descriptor
    all[registration.length + 1] = 2;
    all[registration.length + 2] = (byte) 0x80; // channel_config_code follows
    all[registration.length + 3] = (byte) channels;
    return all;
  }

  @Override
  public void write(MediaFrame frame, ByteBuf out) {
    out.writeShort(CONTROL_PREFIX);
    int left = frame.size();
    for (; left >= 0xFF; left -= 0xFF) {
      out.writeByte(0xFF);
    }
    out.writeByte(left);
    ByteBuf payload = frame.payload();
    out.writeBytes(payload, payload.readerIndex(), frame.size());
  }
}
