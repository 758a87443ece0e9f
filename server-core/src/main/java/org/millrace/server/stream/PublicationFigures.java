package org.millrace.server.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.StreamStatistics;

/** What a publisher has written; counted on its event loop, read by any thread. */
final class PublicationFigures {
  /** Of a stream that was never published. */
  static final PublicationFigures NONE = new PublicationFigures();

  private static final VarHandle BYTES = field("bytes");
  private static final VarHandle VIDEO_FRAMES = field("videoFrames");
  private static final VarHandle AUDIO_FRAMES = field("audioFrames");
  private static final VarHandle OTHER_FRAMES = field("otherFrames");

  // Fields, not counter objects: with a thousand publishers each object is a cache miss.
  private long bytes;
  private long videoFrames;
  private long audioFrames;
  private long otherFrames;
  private volatile long discontinuities;

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(PublicationFigures.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void count(MediaFrame frame) {
    BYTES.setOpaque(this, bytes + frame.size());
    switch (frame.kind()) {
      case VIDEO -> VIDEO_FRAMES.setOpaque(this, videoFrames + 1);
      case AUDIO -> AUDIO_FRAMES.setOpaque(this, audioFrames + 1);
      case DATA -> OTHER_FRAMES.setOpaque(this, otherFrames + 1);
    }
  }

  void discontinuities(long count) {
    if (count != discontinuities) {
      discontinuities = count;
    }
  }

  long bytes() {
    return (long) BYTES.getOpaque(this);
  }

  /** All figures, with those of the subscriptions. */
  StreamStatistics with(int subscribers, long bytesOut, long framesDropped, long retainedBytes) {
    long video = (long) VIDEO_FRAMES.getOpaque(this);
    long audio = (long) AUDIO_FRAMES.getOpaque(this);
    return new StreamStatistics(
        bytes(),
        video + audio + (long) OTHER_FRAMES.getOpaque(this),
        video,
        audio,
        discontinuities,
        subscribers,
        bytesOut,
        framesDropped,
        retainedBytes);
  }
}
