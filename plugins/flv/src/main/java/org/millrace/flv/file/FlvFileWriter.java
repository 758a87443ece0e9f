package org.millrace.flv.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.millrace.api.media.MediaFrame;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.flv.tag.FlvTagHeader;

/** Writes tags to an FLV file. What is written is in the file after {@link #flush}. */
public final class FlvFileWriter implements Closeable {
  /** Tags are collected up to this many bytes. */
  private static final int BUFFER = 262_144;

  private final FileChannel channel;
  private final ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER);
  private long position;

  private FlvFileWriter(FileChannel channel, long position) {
    this.channel = channel;
    this.position = position;
  }

  /**
   * Begins a file; one that is there is replaced.
   *
   * @param file its folder exists
   * @return a writer behind the file's header, which is not flushed
   * @throws IOException if it cannot be written
   */
  public static FlvFileWriter create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    FlvFileWriter writer = new FlvFileWriter(channel, 0);
    FlvFileHeader.write(true, true, writer.buffer);
    writer.position = writer.buffer.readableBytes();
    return writer;
  }

  /**
   * Goes on with a file.
   *
   * @param file an FLV file
   * @param end where the next tag is to begin; what is behind is cut off
   * @return a writer at that place
   * @throws IOException if it cannot be written
   */
  public static FlvFileWriter append(Path file, long end) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      channel.truncate(end);
      channel.position(end);
      return new FlvFileWriter(channel, end);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Where the next tag will begin.
   *
   * @return bytes from the beginning of the file
   */
  public long position() {
    return position;
  }

  /**
   * Writes a frame.
   *
   * @param frame borrowed; FLV carries it: {@link FlvBodies#carries}
   * @param millis its decoding time in the file; the lower 32 bits are written
   * @throws IOException if the file cannot be written, or the frame is too long for a tag
   */
  public void write(MediaFrame frame, long millis) throws IOException {
    begin(FlvBodies.tagType(frame), millis, FlvBodies.bodyLength(frame));
    FlvBodies.writeBody(frame, buffer);
    end(FlvBodies.bodyLength(frame));
  }

  /**
   * Writes a tag.
   *
   * @param type one of {@link org.millrace.flv.tag.FlvTagType}
   * @param millis its time in the file; the lower 32 bits are written
   * @param body borrowed; its indices do not move
   * @throws IOException if the file cannot be written, or the body is too long for a tag
   */
  public void write(int type, long millis, ByteBuf body) throws IOException {
    int length = body.readableBytes();
    begin(type, millis, length);
    buffer.writeBytes(body, body.readerIndex(), length);
    end(length);
  }

  private void begin(int type, long millis, int bodyLength) throws IOException {
    if (bodyLength > FlvTagHeader.MAX_BODY_LENGTH) {
      throw new IOException(
          "tag: " + bodyLength + " bytes (expected: at most " + FlvTagHeader.MAX_BODY_LENGTH + ")");
    }
    new FlvTagHeader(type, false, bodyLength, (int) millis).write(buffer);
  }

  private void end(int bodyLength) throws IOException {
    int tagLength = FlvTagHeader.LENGTH + bodyLength;
    buffer.writeInt(tagLength);
    position += tagLength + FlvTagHeader.TRAILER_LENGTH;
    if (buffer.readableBytes() >= BUFFER) {
      flush();
    }
  }

  /**
   * Overwrites a part of the file that has been flushed.
   *
   * @param at bytes from the beginning of the file
   * @param bytes borrowed; its reader index moves to the end
   * @throws IOException if the file cannot be written
   */
  public void overwrite(long at, ByteBuf bytes) throws IOException {
    long next = at;
    while (bytes.isReadable()) {
      next += bytes.readBytes(channel, next, bytes.readableBytes());
    }
  }

  /**
   * Says in the file's header what it has.
   *
   * @param audio whether there are audio tags
   * @param video whether there are video tags
   * @throws IOException if the file cannot be written
   */
  public void overwriteFlags(boolean audio, boolean video) throws IOException {
    ByteBuf flags = buffer.alloc().buffer(1).writeByte(FlvFileHeader.flags(audio, video));
    try {
      overwrite(FlvFileHeader.FLAGS_POSITION, flags);
    } finally {
      flags.release();
    }
  }

  /**
   * Hands everything to the operating system, so that it outlives this process.
   *
   * @throws IOException if the file cannot be written
   */
  public void flush() throws IOException {
    while (buffer.isReadable()) {
      buffer.readBytes(channel, buffer.readableBytes());
    }
    buffer.clear();
  }

  /** Flushes and closes the file. */
  @Override
  public void close() throws IOException {
    if (buffer.refCnt() == 0) {
      return;
    }
    try (channel) {
      flush();
    } finally {
      buffer.release();
    }
  }
}
