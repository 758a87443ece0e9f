package org.millrace.flv.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.recording.MediaFileReader;
import org.millrace.flv.tag.FlvClock;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.flv.tag.FlvException;
import org.millrace.flv.tag.FlvTagHeader;

/**
 * Reads an FLV file from its beginning. Forgives what players forgive: wrong numbers between tags,
 * tags of unknown types, and a last tag that is not whole, which is the end of the file.
 */
public final class FlvFileReader implements MediaFileReader {
  private static final Logger LOG = LogManager.getLogger(FlvFileReader.class);
  private static final int BUFFER = 65_536;

  private final Path file;
  private final InputStream in;
  private final ByteBuf header = Unpooled.buffer(FlvTagHeader.LENGTH);
  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final FlvClock clock = new FlvClock();
  private long position;
  private long tagPosition;
  private boolean ended;

  private FlvFileReader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @param file an existing file
   * @return a reader at its first tag
   * @throws IOException if it cannot be read, or does not begin as an FLV file does
   */
  public static FlvFileReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      FlvFileReader reader = new FlvFileReader(file, in);
      reader.readFileHeader();
      return reader;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private void readFileHeader() throws IOException {
    if (!readHeader(FlvFileHeader.LENGTH)) {
      throw new IOException(
          file
              + ": "
              + position
              + " bytes (expected: an FLV header of "
              + FlvFileHeader.LENGTH
              + ")");
    }
    try {
      FlvFileHeader fileHeader = FlvFileHeader.read(header);
      skip(fileHeader.length() - FlvFileHeader.LENGTH + FlvTagHeader.TRAILER_LENGTH);
    } catch (FlvException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      ended = true;
    }
  }

  @Override
  public @Nullable MediaFrame read() throws IOException {
    while (!ended) {
      tagPosition = position;
      if (!readHeader(FlvTagHeader.LENGTH)) {
        end(position > tagPosition);
        return null;
      }
      MediaFrame frame = readTag(FlvTagHeader.read(header));
      if (frame != null) {
        return frame;
      }
    }
    return null;
  }

  /**
   * Where the tag of the newest frame begins.
   *
   * @return bytes from the beginning of the file
   */
  public long tagPosition() {
    return tagPosition;
  }

  /**
   * Where the next tag begins.
   *
   * @return bytes from the beginning of the file
   */
  public long position() {
    return position;
  }

  private @Nullable MediaFrame readTag(FlvTagHeader tag) throws IOException {
    ByteBuf body = PooledByteBufAllocator.DEFAULT.buffer(tag.bodyLength());
    boolean whole = false;
    try {
      whole = readBody(tag.bodyLength(), body);
    } finally {
      if (!whole || tag.filtered()) {
        body.release();
      }
    }
    if (!whole) {
      end(true);
      return null;
    }
    skipTrailer();
    if (tag.filtered()) {
      return null;
    }
    try {
      long dts = MediaTime.ofMillis(clock.millis(tag.timestamp()));
      return demuxer.frame(tag.type(), dts, body);
    } catch (FlvException e) {
      throw new IOException(file + " at " + tagPosition + ": " + e.getMessage(), e);
    }
  }

  private boolean readHeader(int length) throws IOException {
    header.clear();
    return readBody(length, header);
  }

  /** Returns false if the file ends before. */
  private boolean readBody(int length, ByteBuf out) throws IOException {
    while (out.writerIndex() < length) {
      int count = out.writeBytes(in, length - out.writerIndex());
      if (count < 0) {
        return false;
      }
      position += count;
    }
    return true;
  }

  private void skipTrailer() throws IOException {
    try {
      skip(FlvTagHeader.TRAILER_LENGTH);
    } catch (EOFException e) {
      ended = true;
    }
  }

  private void skip(int length) throws IOException {
    in.skipNBytes(length);
    position += length;
  }

  private void end(boolean torn) {
    ended = true;
    if (torn) {
      LOG.warn("{}: the last tag, at {}, is not whole", file, tagPosition);
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    in.close();
  }
}
