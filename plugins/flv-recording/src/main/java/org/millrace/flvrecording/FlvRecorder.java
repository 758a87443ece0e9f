package org.millrace.flvrecording;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.recording.Recorder;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.file.FlvFileWriter;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.flv.tag.FlvTagType;

/**
 * Writes one recording. Time 0 of a new file is the time of the first frame, of whatever track, so
 * that the distance between sound and picture stays what it was.
 *
 * <p>The publisher's {@code onMetaData} becomes part of the file's own and is not written again:
 * players would take its duration for the file's.
 */
final class FlvRecorder implements Recorder {
  /** Between the last tag of a file and the first that is appended. */
  private static final long GAP_MILLIS = 40;

  private static final String CREATION_DATE = "creationdate";
  private static final String CREATOR = "metadatacreator";

  private final FlvFileWriter writer;
  private final RecordingMarker marker;
  private final FileFacts facts;
  private final long metadataPosition;
  private final int metadataLength;
  private final long startMillis;
  private final Logger log;
  private final Set<Codec> leftOut = new HashSet<>();
  private boolean started;
  private long offsetMillis;
  private boolean closed;

  private FlvRecorder(
      FlvFileWriter writer,
      RecordingMarker marker,
      FileScan.Result head,
      long startMillis,
      Logger log) {
    this.writer = writer;
    this.marker = marker;
    this.facts = head.facts();
    this.metadataPosition = head.metadataPosition();
    this.metadataLength = head.metadataLength();
    this.startMillis = startMillis;
    this.log = log;
  }

  /**
   * Begins a file; one that is there is replaced.
   *
   * @param marker passes to the recorder
   */
  static FlvRecorder create(
      Path file, RecordingMarker marker, int indexEntries, Clock clock, Logger log)
      throws IOException {
    FileFacts facts = new FileFacts(indexEntries);
    facts.describe(origin(clock));
    marker.ownFrom(0);
    FlvFileWriter writer = FlvFileWriter.create(file);
    try {
      long bodyAt = writer.position() + FlvTagHeader.LENGTH;
      int length = MetadataBody.length(indexEntries);
      writer.write(FlvTagType.SCRIPT_DATA, 0, MetadataBody.of(facts, 0, length));
      writer.flush();
      FileScan.Result head = new FileScan.Result(facts, writer.position(), bodyAt, length);
      return new FlvRecorder(writer, marker, head, 0, log);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Goes on with a file.
   *
   * @param marker passes to the recorder
   */
  static FlvRecorder append(Path file, RecordingMarker marker, FileScan.Result head, Logger log)
      throws IOException {
    long cut = Files.size(file) - head.end();
    if (cut > 0) {
      log.warn("{}: {} bytes of a tag that is not whole are cut off", file, cut);
    }
    if (head.metadataLength() == 0) {
      log.warn("{} has no metadata: duration and index will be missing", file);
    }
    marker.ownFrom(Math.min(marker.ownFrom(), head.end()));
    FlvFileWriter writer = FlvFileWriter.append(file, head.end());
    boolean hasFrames = head.facts().hasAudio() || head.facts().hasVideo();
    long start = hasFrames ? head.facts().lastMillis() + GAP_MILLIS : 0;
    return new FlvRecorder(writer, marker, head, start, log);
  }

  private static Map<String, AmfValue> origin(Clock clock) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    members.put(CREATION_DATE, AmfValue.of(now.toString()));
    members.put(CREATOR, AmfValue.of("Millrace"));
    return members;
  }

  @Override
  public void write(MediaFrame frame) throws IOException {
    if (frame.isConfig() && frame.track().codec().equals(Codec.AMF0_DATA)) {
      describe(frame.payload());
    } else if (FlvBodies.carries(frame)) {
      long position = writer.position();
      long millis = millis(frame);
      writer.write(frame, millis);
      facts.add(frame, millis, position);
    } else if (leftOut.add(frame.track().codec())) {
      log.warn("{} is not recorded: FLV has no form for it", frame.track().description());
    }
  }

  /** What the publisher says is added to what the file says, which is where it comes from. */
  private void describe(ByteBuf metadata) {
    Map<String, AmfValue> origin = facts.described();
    Map<String, AmfValue> members = new LinkedHashMap<>(origin);
    members.putAll(FileScan.members(metadata.duplicate(), AmfLimits.DEFAULTS));
    for (String name : List.of(CREATION_DATE, CREATOR)) {
      members.put(name, origin.getOrDefault(name, AmfNull.NULL));
    }
    facts.describe(members);
  }

  /** Whole milliseconds of the source stay whole milliseconds of the file. */
  private long millis(MediaFrame frame) {
    long millis = MediaTime.toMillis(frame.dts());
    if (!started) {
      started = true;
      offsetMillis = startMillis - millis;
    }
    return Math.max(startMillis, millis + offsetMillis);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (marker;
        writer) {
      writer.flush();
      finish();
      marker.remove();
    }
  }

  private void finish() throws IOException {
    if (metadataLength > 0) {
      ByteBuf metadata = MetadataBody.of(facts, writer.position(), metadataLength);
      if (metadata.isReadable()) {
        writer.overwrite(metadataPosition, metadata);
      } else {
        log.warn("no room for duration and index in {} bytes of metadata", metadataLength);
      }
    }
    writer.overwriteFlags(facts.hasAudio(), facts.hasVideo());
  }
}
