package org.millrace.server.stream;

import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.stream.StreamStatistics;

/** What a publisher has written; counted on its event loop, read by any thread. */
final class PublicationFigures {
  /** Of a stream that was never published. */
  static final PublicationFigures NONE = new PublicationFigures();

  private final Counter bytes = new Counter();
  private final Counter frames = new Counter();
  private final Counter videoFrames = new Counter();
  private final Counter audioFrames = new Counter();
  private final Counter discontinuities = new Counter();

  void count(MediaFrame frame) {
    bytes.add(frame.size());
    frames.add(1);
    if (frame.kind() == MediaKind.VIDEO) {
      videoFrames.add(1);
    } else if (frame.kind() == MediaKind.AUDIO) {
      audioFrames.add(1);
    }
  }

  void discontinuities(long count) {
    discontinuities.set(count);
  }

  long bytes() {
    return bytes.get();
  }

  /** All figures, with those of the subscriptions. */
  StreamStatistics with(int subscribers, long bytesOut, long framesDropped, long retainedBytes) {
    return new StreamStatistics(
        bytes.get(),
        frames.get(),
        videoFrames.get(),
        audioFrames.get(),
        discontinuities.get(),
        subscribers,
        bytesOut,
        framesDropped,
        retainedBytes);
  }
}
