package org.millrace.flvrecording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Logger;
import org.millrace.flv.file.FlvFileHeader;

/**
 * Completes recordings whose recorder was killed: cuts off the tag that was being written, and
 * writes duration, size and index.
 */
final class FlvRepair {
  private final int indexEntries;
  private final Clock clock;
  private final Logger log;

  FlvRepair(int indexEntries, Clock clock, Logger log) {
    this.indexEntries = indexEntries;
    this.clock = clock;
    this.log = log;
  }

  /** Repairs all recordings of a folder that are marked and that nobody writes. */
  void repairAll(Path folder) throws IOException {
    List<Path> markers;
    try (Stream<Path> files = Files.walk(folder)) {
      markers = files.filter(RecordingMarker::isMarker).filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
    for (Path path : markers) {
      Path recording = RecordingMarker.recordingOf(path);
      try {
        repair(recording);
      } catch (IOException e) {
        log.error("{} cannot be repaired", recording, e);
      }
    }
  }

  private void repair(Path recording) throws IOException {
    RecordingMarker marker = RecordingMarker.take(recording);
    if (marker == null) {
      return;
    }
    try (marker) {
      if (Files.isRegularFile(recording)) {
        complete(recording, marker);
      } else {
        marker.remove();
      }
    }
  }

  private void complete(Path recording, RecordingMarker marker) throws IOException {
    long before = Files.size(recording);
    FlvRecorder recorder = open(recording, marker);
    recorder.close();
    long after = Files.size(recording);
    log.info(
        "recording repaired: {}, {} bytes, {} bytes cut off",
        recording,
        after,
        Math.max(0, before - after));
  }

  /** A new file whose head is not whole is begun anew: it holds no frame. */
  private FlvRecorder open(Path recording, RecordingMarker marker) throws IOException {
    long ownFrom = marker.ownFrom();
    if (ownFrom > 0 || Files.size(recording) >= FlvFileHeader.LENGTH) {
      FileScan.Result head = FileScan.read(recording, indexEntries, ownFrom);
      if (ownFrom > 0 || head.metadataLength() > 0) {
        return FlvRecorder.append(recording, marker, head, log);
      }
    }
    return FlvRecorder.create(recording, marker, indexEntries, clock, log);
  }
}
