package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Optional;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.OpusConfig;

/**
 * Opus behind control headers (ETSI TS Opus 0.1.3-draft), as ffmpeg and browsers' players have it.
 *
 * @param channels up to eight, in the layout that their number means
 */
record OpusStream(int channels) implements ElementaryStream {
  private static final int CONTROL_PREFIX = 0x7FE0;

  /** Where the table of channels is in the identification header. */
  private static final int TABLE = 19;

  /** What {@code channel_config_code} 1 to 8 stand for. */
  private static final List<String> LAYOUTS =
      List.of(
          "010000",
          "01010001",
          "0201000201",
          "020200010203",
          "03020004010203",
          "0402000401020305",
          "040300040102030506",
          "05030006010203040507");

  static Optional<ElementaryStream> of(DecoderConfig config) {
    OpusConfig parsed = OpusConfig.parse(config);
    boolean fits =
        switch (parsed.mappingFamily()) {
          case 0 -> parsed.channels() <= 2;
          case 1 -> parsed.channels() <= LAYOUTS.size() && hasLayout(parsed.channels(), config);
          default -> false;
        };
    return fits ? Optional.of(new OpusStream(parsed.channels())) : Optional.empty();
  }

  /** The table of RFC 7845 section 5.1.1: counts of streams and of coupled ones, then channels. */
  private static boolean hasLayout(int channels, DecoderConfig config) {
    ByteBuf bytes = config.asBuffer();
    int at = bytes.readerIndex() + TABLE;
    String layout = LAYOUTS.get(channels - 1);
    return bytes.writerIndex() - at >= layout.length() / 2
        && ByteBufUtil.hexDump(bytes, at, layout.length() / 2).equals(layout);
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
