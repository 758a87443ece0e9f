package org.millrace.flvrecording;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.flv.amf.Amf0Decoder;
import org.millrace.flv.amf.AmfException;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.file.FlvFileHeader;
import org.millrace.flv.tag.FlvClock;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.flv.tag.FlvException;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.flv.tag.FlvTagType;

/**
 * Looks through a file from tag to tag, without reading the pictures, for what a recorder that goes
 * on with it has to know.
 */
final class FileScan implements Closeable {
  /** Of longer bodies only the beginning is read, which tells key frames; these may describe. */
  private static final int WHOLE_BODY = 8_192;

  private static final int PREFIX = 64;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final long ownFrom;
  private final FileFacts facts;
  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final FlvClock clock = new FlvClock();
  private @Nullable FlvTagHeader metadataTag;
  private long firstTag;
  private long position;

  private FileScan(Path file, FileChannel channel, int indexEntries, long ownFrom)
      throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
    this.ownFrom = ownFrom;
    this.facts = new FileFacts(indexEntries);
  }

  /**
   * What a file holds.
   *
   * @param facts for the metadata
   * @param end where the last whole tag ends, in bytes from the beginning of the file
   * @param metadataPosition where the body of the metadata begins
   * @param metadataLength bytes that the metadata has room in; 0 if the file has none
   */
  record Result(FileFacts facts, long end, long metadataPosition, int metadataLength) {}

  /**
   * Looks through a file.
   *
   * @param file an existing file
   * @param indexEntries how many key frames are remembered at the most
   * @param ownFrom from where on a recorder of this plugin wrote it: there the first tag that it
   *     would not have written so is taken for the place where it was stopped
   * @return what it holds
   * @throws IOException if it cannot be read, or is no FLV file
   */
  static Result read(Path file, int indexEntries, long ownFrom) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try (FileScan scan = new FileScan(file, channel, indexEntries, ownFrom)) {
      scan.readFileHeader();
      while (scan.readTag()) {
        // from tag to tag
      }
      return scan.result();
    }
  }

  private Result result() {
    int metadataLength = metadataTag == null ? 0 : metadataTag.bodyLength();
    return new Result(facts, position, firstTag + FlvTagHeader.LENGTH, metadataLength);
  }

  private void readFileHeader() throws IOException {
    ByteBuf header = read(0, FlvFileHeader.LENGTH);
    try {
      if (header.readableBytes() < FlvFileHeader.LENGTH) {
        throw new FlvException(
            "FLV header: "
                + header.readableBytes()
                + " bytes (expected: "
                + FlvFileHeader.LENGTH
                + ")");
      }
      firstTag = FlvFileHeader.read(header).length() + (long) FlvTagHeader.TRAILER_LENGTH;
      position = firstTag;
    } catch (FlvException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns false where no whole tag follows. */
  private boolean readTag() throws IOException {
    ByteBuf start = read(position, FlvTagHeader.LENGTH);
    if (start.readableBytes() < FlvTagHeader.LENGTH) {
      return false;
    }
    FlvTagHeader tag = FlvTagHeader.read(start);
    long bodyAt = position + FlvTagHeader.LENGTH;
    long next = bodyAt + tag.bodyLength() + FlvTagHeader.TRAILER_LENGTH;
    if (next > size || (position >= ownFrom && !hasOwnTrailer(tag, next))) {
      return false;
    }
    note(tag, read(bodyAt, Math.min(tag.bodyLength(), prefixLength(tag))));
    position = next;
    return true;
  }

  private boolean hasOwnTrailer(FlvTagHeader tag, long next) throws IOException {
    ByteBuf trailer = read(next - FlvTagHeader.TRAILER_LENGTH, FlvTagHeader.TRAILER_LENGTH);
    return trailer.readInt() == FlvTagHeader.LENGTH + tag.bodyLength();
  }

  private int prefixLength(FlvTagHeader tag) {
    boolean whole = tag.bodyLength() <= WHOLE_BODY || position == firstTag;
    return whole ? tag.bodyLength() : PREFIX;
  }

  private void note(FlvTagHeader tag, ByteBuf body) {
    long millis = clock.millis(tag.timestamp());
    if (position == firstTag && tag.type() == FlvTagType.SCRIPT_DATA) {
      noteMetadata(tag, body);
      return;
    }
    try {
      MediaFrame frame = tag.filtered() ? null : demuxer.frame(tag.type(), 0, body);
      if (frame != null) {
        facts.add(frame, millis, position);
        frame.release();
      }
    } catch (FlvException e) {
      FlvRecorderProvider.LOG.debug("{} at {}: {}", file, position, e.getMessage());
    }
  }

  private void noteMetadata(FlvTagHeader tag, ByteBuf body) {
    metadataTag = tag;
    facts.describe(members(body, AmfLimits.FILES));
  }

  /** The members of an {@code onMetaData}; none if it cannot be read. */
  static Map<String, AmfValue> members(ByteBuf body, AmfLimits limits) {
    try {
      List<AmfValue> values = new Amf0Decoder(limits).readAll(body);
      boolean isMetadata = values.size() >= 2 && values.get(0).asText("").equals(MetadataBody.NAME);
      return isMetadata ? values.get(1).members() : Map.of();
    } catch (AmfException e) {
      FlvRecorderProvider.LOG.warn("metadata is left out: {}", e.getMessage());
      return Map.of();
    }
  }

  private ByteBuf read(long from, int length) throws IOException {
    ByteBuf bytes = Unpooled.buffer(length);
    int count = 0;
    while (bytes.readableBytes() < length && count >= 0) {
      count =
          bytes.writeBytes(channel, from + bytes.readableBytes(), length - bytes.readableBytes());
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
