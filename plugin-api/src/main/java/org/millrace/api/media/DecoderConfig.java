package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of a track, in the form that {@link Codec} names for its codec (for
 * H.264 the AVCDecoderConfigurationRecord, for AAC the AudioSpecificConfig). An immutable value.
 */
@Stable(since = "0.9.0")
public final class DecoderConfig {
  /** No configuration: the codec needs none, or it has not come yet. */
  public static final DecoderConfig NONE = new DecoderConfig(new byte[0]);

  private final byte[] bytes;

  private DecoderConfig(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies a configuration out of a buffer.
   *
   * @param buffer its readable bytes are copied; neither its indices nor its reference count change
   * @return the configuration
   */
  public static DecoderConfig copyOf(ByteBuf buffer) {
    return buffer.isReadable() ? new DecoderConfig(ByteBufUtil.getBytes(buffer)) : NONE;
  }

  /**
   * A view of the bytes.
   *
   * @return a read-only, unpooled buffer; the caller owns it and need not release it
   */
  public ByteBuf asBuffer() {
    return Unpooled.wrappedBuffer(bytes).asReadOnly();
  }

  /**
   * The length.
   *
   * @return bytes, 0 for {@link #NONE}
   */
  public int length() {
    return bytes.length;
  }

  /**
   * Whether there is no configuration.
   *
   * @return true if the length is 0
   */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecoderConfig that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return ByteBufUtil.hexDump(bytes);
  }
}
