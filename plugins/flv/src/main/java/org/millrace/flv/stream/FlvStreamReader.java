package org.millrace.flv.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.flv.file.FlvFileHeader;
import org.millrace.flv.tag.FlvClock;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.flv.tag.FlvException;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.flv.tag.FlvTagType;

/**
 * Makes media frames of an FLV byte stream (FLV section E.2 and E.4.1) that comes in pieces of any
 * length. Unlike a file, a live stream has to be in order: what is no tag ends it.
 *
 * <p>Each tag is copied once, from the pieces into a buffer of its own: frames are kept long, and
 * would keep whole read buffers with them.
 */
public final class FlvStreamReader {
  private enum State {
    /** The file's header. To SKIP. */
    FILE_HEADER,
    /**
     * Bytes without meaning: the rest of the file's header, numbers between tags. To TAG_HEADER.
     */
    SKIP,
    /** A tag's header. To BODY; to FAILED by a type that is none, or a body that is too long. */
    TAG_HEADER,
    /** A tag's body. To SKIP. */
    BODY,
    /** Swallows what comes. Final. */
    FAILED
  }

  /** A body that has not come is believed to come up to this length; then the buffer grows. */
  private static final int BELIEVED_BYTES = 64 << 10;

  private final int maxTagBytes;
  private final ByteBufAllocator allocator;
  private final Consumer<MediaFrame> frames;
  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final FlvClock clock = new FlvClock();

  /** The part of a header that has come. */
  private final ByteBuf header = Unpooled.buffer(FlvTagHeader.LENGTH, FlvTagHeader.LENGTH);

  private State state = State.FILE_HEADER;
  private int toSkip;
  private FlvTagHeader tag = new FlvTagHeader(0, false, 0, 0);
  private @Nullable ByteBuf body;

  /**
   * A reader of one source.
   *
   * @param maxTagBytes length of the longest body
   * @param allocator for the frames
   * @param frames takes each frame, and its ownership
   */
  public FlvStreamReader(int maxTagBytes, ByteBufAllocator allocator, Consumer<MediaFrame> frames) {
    this.maxTagBytes = maxTagBytes;
    this.allocator = allocator;
    this.frames = frames;
  }

  /**
   * Reads the next piece, all of it.
   *
   * @param in borrowed; its reader index moves to its end
   * @throws FlvException if it is no FLV; what comes then is thrown away
   */
  public void read(ByteBuf in) {
    boolean done = false;
    try {
      boolean progress = true;
      while (progress) {
        progress = step(in);
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * Whether it has begun.
   *
   * @return true once the file's header is there, or what is none
   */
  public boolean hasBegun() {
    return state != State.FILE_HEADER;
  }

  /** Lets go of a tag that has not come whole; idempotent. What comes then is thrown away. */
  public void close() {
    state = State.FAILED;
    ByteBuf partial = body;
    body = null;
    if (partial != null) {
      partial.release();
    }
  }

  /** Returns false if more bytes are needed. */
  private boolean step(ByteBuf in) {
    return switch (state) {
      case FILE_HEADER -> readFileHeader(in);
      case SKIP -> skip(in);
      case TAG_HEADER -> readTagHeader(in);
      case BODY -> readBody(in);
      case FAILED -> {
        in.skipBytes(in.readableBytes());
        yield false;
      }
    };
  }

  /** Collects a header; returns false if it is not whole. */
  private boolean collect(ByteBuf in, int length) {
    int more = Math.min(length - header.readableBytes(), in.readableBytes());
    header.writeBytes(in, more);
    return header.readableBytes() == length;
  }

  private boolean readFileHeader(ByteBuf in) {
    if (!collect(in, FlvFileHeader.LENGTH)) {
      return false;
    }
    int length = FlvFileHeader.read(header).length();
    header.clear();
    toSkip = length - FlvFileHeader.LENGTH + FlvTagHeader.TRAILER_LENGTH;
    state = State.SKIP;
    return true;
  }

  private boolean skip(ByteBuf in) {
    int length = Math.min(toSkip, in.readableBytes());
    in.skipBytes(length);
    toSkip -= length;
    if (toSkip > 0) {
      return false;
    }
    state = State.TAG_HEADER;
    return true;
  }

  private boolean readTagHeader(ByteBuf in) {
    if (!collect(in, FlvTagHeader.LENGTH)) {
      return false;
    }
    tag = FlvTagHeader.read(header);
    header.clear();
    switch (tag.type()) {
      case FlvTagType.AUDIO, FlvTagType.VIDEO, FlvTagType.SCRIPT_DATA -> {
        // goes on
      }
      default -> throw new FlvException("tag type: " + tag.type() + " (expected: 8, 9 or 18)");
    }
    if (tag.bodyLength() > maxTagBytes) {
      throw new FlvException(
          "tag: " + tag.bodyLength() + " bytes (expected: at most " + maxTagBytes + ")");
    }
    state = State.BODY;
    return true;
  }

  private boolean readBody(ByteBuf in) {
    ByteBuf collected = body;
    if (collected == null) {
      int believed = Math.max(in.readableBytes(), BELIEVED_BYTES);
      collected = allocator.buffer(Math.min(tag.bodyLength(), believed), tag.bodyLength());
      body = collected;
    }
    int missing = tag.bodyLength() - collected.readableBytes();
    collected.writeBytes(in, Math.min(missing, in.readableBytes()));
    if (collected.readableBytes() < tag.bodyLength()) {
      return false;
    }
    body = null;
    toSkip = FlvTagHeader.TRAILER_LENGTH;
    state = State.SKIP;
    pass(collected);
    return true;
  }

  private void pass(ByteBuf whole) {
    if (tag.filtered()) {
      whole.release();
      return;
    }
    long dts = MediaTime.ofMillis(clock.millis(tag.timestamp()));
    MediaFrame frame = demuxer.frame(tag.type(), dts, whole);
    if (frame != null) {
      frames.accept(frame);
    }
  }
}
