package org.millrace.flv.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.flv.file.FlvFileHeader;
import org.millrace.flv.tag.FlvException;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.flv.tag.FlvTagType;

/**
 * Cuts an FLV byte stream (FLV section E.2 and E.4.1) into {@link FlvTag}s. Unlike a file, a live
 * stream has to be in order: what is no tag ends it.
 */
final class FlvStreamDecoder extends ByteToMessageDecoder {
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
    /** Swallows what comes until the connection is closed. Final. */
    FAILED
  }

  private final int maxTagBytes;
  private State state = State.FILE_HEADER;
  private int toSkip;
  private @Nullable FlvTagHeader tag;

  /**
   * A decoder.
   *
   * @param maxTagBytes length of the longest body
   */
  FlvStreamDecoder(int maxTagBytes) {
    this.maxTagBytes = maxTagBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      boolean progress = true;
      while (progress) {
        progress = step(context, in, out);
      }
    } catch (FlvException e) {
      state = State.FAILED;
      throw e;
    }
  }

  /** Returns false if more bytes are needed. */
  private boolean step(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    return switch (state) {
      case FILE_HEADER -> readFileHeader(in);
      case SKIP -> skip(in);
      case TAG_HEADER -> readTagHeader(in);
      case BODY -> readBody(context, in, out);
      case FAILED -> {
        in.skipBytes(in.readableBytes());
        yield false;
      }
    };
  }

  private boolean readFileHeader(ByteBuf in) {
    if (in.readableBytes() < FlvFileHeader.LENGTH) {
      return false;
    }
    int length = FlvFileHeader.read(in).length();
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
    if (in.readableBytes() < FlvTagHeader.LENGTH) {
      return false;
    }
    FlvTagHeader header = FlvTagHeader.read(in);
    switch (header.type()) {
      case FlvTagType.AUDIO, FlvTagType.VIDEO, FlvTagType.SCRIPT_DATA -> {
        // goes on
      }
      default -> throw new FlvException("tag type: " + header.type() + " (expected: 8, 9 or 18)");
    }
    if (header.bodyLength() > maxTagBytes) {
      throw new FlvException(
          "tag: " + header.bodyLength() + " bytes (expected: at most " + maxTagBytes + ")");
    }
    tag = header;
    state = State.BODY;
    return true;
  }

  private boolean readBody(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    FlvTagHeader header = tag;
    if (header == null || in.readableBytes() < header.bodyLength()) {
      return false;
    }
    // A copy, not a slice: frames are kept long, and would keep the whole read buffer with them.
    ByteBuf body = context.alloc().buffer(header.bodyLength());
    body.writeBytes(in, header.bodyLength());
    out.add(new FlvTag(header, body));
    toSkip = FlvTagHeader.TRAILER_LENGTH;
    state = State.SKIP;
    return true;
  }
}
