package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.Stable;

/**
 * One access unit: a coded picture, an audio frame, a data message, or a decoder configuration.
 *
 * <p>Immutable but for its reference count, which is that of its payload. Who gets a frame as a
 * parameter borrows it for the call and retains it to keep it longer, unless the method says that
 * it takes ownership. A frame may be read by several threads at once: read the payload with
 * absolute getters or through {@link ByteBuf#duplicate()}, never by moving its indices.
 */
@Stable(since = "0.9.0")
public final class MediaFrame implements ReferenceCounted {
  /** Decoding can start here. */
  public static final int KEY = 1;

  /**
   * Not a picture or sound but what describes them: a decoder configuration, or stream metadata on
   * a data track. The newest of each track is given to every new subscriber first.
   */
  public static final int CONFIG = 1 << 1;

  /** No other frame refers to this one. */
  public static final int DISCARDABLE = 1 << 2;

  /** The source says that its track ends here; the payload is empty. */
  public static final int END_OF_SEQUENCE = 1 << 3;

  private final Track track;
  private final long dts;
  private final long pts;
  private final int flags;
  private final int size;

  /** The source's container form if there is one, else the payload. */
  private final ByteBuf bytes;

  // The container form and the payload as objects of their own would be made for every frame and
  // be kept with it for seconds, though most frames are never asked for them.
  private final @Nullable String format;

  private MediaFrame(
      Track track,
      long dts,
      long pts,
      int flags,
      int size,
      ByteBuf bytes,
      @Nullable String format) {
    this.track = Objects.requireNonNull(track, "track");
    this.dts = dts;
    this.pts = pts;
    this.flags = flags;
    this.size = size;
    this.bytes = bytes;
    this.format = format;
  }

  /**
   * The bytes of a frame in its source's container form, so that a sink of the same container can
   * pass them on unchanged instead of making them again.
   *
   * @param format the container form's name, a constant of the plugin that defines it
   * @param bytes shares its reference count with the frame's payload, of which the payload is a
   *     slice; same rules for reading
   */
  @Experimental(since = "0.9.0", until = "MPEG-TS uses it")
  public record SourceForm(String format, ByteBuf bytes) {}

  /**
   * A frame.
   *
   * @param track the track that it belongs to
   * @param dts decoding time in ticks of {@link MediaTime}
   * @param pts presentation time in ticks of {@link MediaTime}
   * @param flags any of {@link #KEY}, {@link #CONFIG}, {@link #DISCARDABLE}, {@link
   *     #END_OF_SEQUENCE}
   * @param payload the readable bytes; ownership passes to the frame
   * @return a frame with the reference count of its payload
   */
  public static MediaFrame of(Track track, long dts, long pts, int flags, ByteBuf payload) {
    return new MediaFrame(track, dts, pts, flags, payload.readableBytes(), payload, null);
  }

  /**
   * A frame that keeps its source's container form.
   *
   * @param track the track that it belongs to
   * @param dts decoding time in ticks of {@link MediaTime}
   * @param pts presentation time in ticks of {@link MediaTime}
   * @param flags any of {@link #KEY}, {@link #CONFIG}, {@link #DISCARDABLE}, {@link
   *     #END_OF_SEQUENCE}
   * @param format name of the container form
   * @param whole the container form; ownership passes to the frame
   * @param payloadOffset where the payload begins, in bytes from the reader index of {@code whole}
   * @return a frame with the reference count of {@code whole}
   * @throws IndexOutOfBoundsException if the offset lies outside of {@code whole}
   */
  public static MediaFrame ofSource(
      Track track, long dts, long pts, int flags, String format, ByteBuf whole, int payloadOffset) {
    int size = whole.readableBytes() - Objects.checkIndex(payloadOffset, whole.readableBytes() + 1);
    Objects.requireNonNull(format, "format");
    return new MediaFrame(track, dts, pts, flags, size, whole, format);
  }

  /**
   * The same frame at another time. Shares payload and reference count with this one: of the two
   * objects only one release is owed.
   *
   * @param newDts decoding time in ticks
   * @return a frame whose distance from decoding to presentation is that of this one
   */
  public MediaFrame at(long newDts) {
    return newDts == dts
        ? this
        : new MediaFrame(track, newDts, newDts + (pts - dts), flags, size, bytes, format);
  }

  /**
   * The same frame at other times. Shares payload and reference count with this one: of the two
   * objects only one release is owed. Where the distance from decoding to presentation changes, the
   * frame loses its source's container form, because that may tell the old distance.
   *
   * @param newDts decoding time in ticks
   * @param newPts presentation time in ticks
   * @return a frame with these times
   */
  public MediaFrame at(long newDts, long newPts) {
    return newPts - newDts == pts - dts
        ? at(newDts)
        : new MediaFrame(track, newDts, newPts, flags, size, payload(), null);
  }

  /**
   * The track.
   *
   * @return the track as it is from this frame on
   */
  public Track track() {
    return track;
  }

  /**
   * Decoding time.
   *
   * @return ticks of {@link MediaTime}
   */
  public long dts() {
    return dts;
  }

  /**
   * Presentation time.
   *
   * @return ticks of {@link MediaTime}
   */
  public long pts() {
    return pts;
  }

  /**
   * All flags.
   *
   * @return the flag bits
   */
  public int flags() {
    return flags;
  }

  /**
   * Whether decoding can start here.
   *
   * @return true for a key frame
   */
  public boolean isKey() {
    return (flags & KEY) != 0;
  }

  /**
   * Whether this is a decoder configuration or stream metadata.
   *
   * @return true for a configuration
   */
  public boolean isConfig() {
    return (flags & CONFIG) != 0;
  }

  /**
   * Whether no other frame refers to this one.
   *
   * @return true for a discardable frame
   */
  public boolean isDiscardable() {
    return (flags & DISCARDABLE) != 0;
  }

  /**
   * Whether the track ends here.
   *
   * @return true for an end of sequence
   */
  public boolean isEndOfSequence() {
    return (flags & END_OF_SEQUENCE) != 0;
  }

  /**
   * What the frame carries.
   *
   * @return the kind of its track
   */
  public MediaKind kind() {
    return track.kind();
  }

  /**
   * The payload in the neutral form. A slice is made at each call if the frame keeps its source's
   * form.
   *
   * @return borrowed; valid while the frame is retained; not to be modified, indices included
   */
  public ByteBuf payload() {
    return format == null
        ? bytes
        : bytes.slice(bytes.readerIndex() + bytes.readableBytes() - size, size);
  }

  /**
   * The payload's length.
   *
   * @return bytes
   */
  public int size() {
    return size;
  }

  /**
   * The frame in its source's container form.
   *
   * @return borrowed as the payload is; null if the source has none
   */
  public @Nullable SourceForm source() {
    return format == null ? null : new SourceForm(format, bytes);
  }

  @Override
  public int refCnt() {
    return bytes.refCnt();
  }

  @Override
  public MediaFrame retain() {
    bytes.retain();
    return this;
  }

  @Override
  public MediaFrame retain(int increment) {
    bytes.retain(increment);
    return this;
  }

  @Override
  public MediaFrame touch() {
    bytes.touch();
    return this;
  }

  @Override
  public MediaFrame touch(Object hint) {
    bytes.touch(hint);
    return this;
  }

  @Override
  public boolean release() {
    return bytes.release();
  }

  @Override
  public boolean release(int decrement) {
    return bytes.release(decrement);
  }

  @Override
  public String toString() {
    return kind()
        + " "
        + track.id()
        + " dts "
        + MediaTime.toMillis(dts)
        + " ms, "
        + size()
        + " bytes"
        + (isKey() ? ", key" : "")
        + (isConfig() ? ", config" : "");
  }
}
