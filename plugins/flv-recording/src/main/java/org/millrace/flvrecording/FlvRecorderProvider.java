package org.millrace.flvrecording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.recording.Recorder;
import org.millrace.api.recording.RecorderProvider;

/** Opens recordings, and repairs those that were not finished. */
final class FlvRecorderProvider implements RecorderProvider {
  static final Logger LOG = LogManager.getLogger("flv-recording");

  private final int indexEntries;
  private final Clock clock;

  /**
   * A provider.
   *
   * @param indexEntries how many key frames the index of a file holds at the most
   * @param clock for creation dates
   */
  FlvRecorderProvider(int indexEntries, Clock clock) {
    this.indexEntries = indexEntries;
    this.clock = clock;
  }

  @Override
  public Set<String> extensions() {
    return Set.of("flv");
  }

  @Override
  public Recorder open(Path file, boolean append, Logger log) throws IOException {
    RecordingMarker marker = RecordingMarker.take(file);
    if (marker == null) {
      throw new IOException(file + ": is being recorded by another process");
    }
    try {
      FileScan.Result head = append ? existing(file, marker) : null;
      return head != null
          ? FlvRecorder.append(file, marker, head, log)
          : FlvRecorder.create(file, marker, indexEntries, clock, log);
    } catch (IOException e) {
      marker.abandon();
      throw e;
    }
  }

  /** What the file holds; null if it is not there or empty. */
  private FileScan.@Nullable Result existing(Path file, RecordingMarker marker) throws IOException {
    boolean there = Files.exists(file) && Files.size(file) > 0;
    return there ? FileScan.read(file, indexEntries, marker.ownFrom()) : null;
  }

  @Override
  public void repair(Path folder, Logger log) throws IOException {
    new FlvRepair(indexEntries, clock, log).repairAll(folder);
  }
}
