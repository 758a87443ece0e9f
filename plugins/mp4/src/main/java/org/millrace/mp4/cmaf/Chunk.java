package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.mp4.box.Box;

/** A {@code moof} with its {@code mdat} (ISO/IEC 14496-12 section 8.8). */
final class Chunk {
  private static final int TRACK_ID = 1;

  /** {@code default-base-is-moof}, and the flags that all samples of audio have. */
  private static final int TFHD_FLAGS = 0x02_0000 | 0x20;

  /** Data offset; each sample has a duration, a size, flags and a composition offset. */
  private static final int TRUN_FLAGS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;

  /** {@code sample_depends_on} 2: on no other. */
  private static final int SYNC = 0x0200_0000;

  /** {@code sample_depends_on} 1, {@code sample_is_non_sync_sample}. */
  private static final int NOT_SYNC = 0x0101_0000;

  /** {@code sample_is_depended_on} 2: no other sample needs this one. */
  private static final int DISCARDABLE = 0x0080_0000;

  private static final int BOX = 8;
  private static final int FULL_BOX = 12;
  private static final int MFHD = FULL_BOX + 4;
  private static final int TFHD = FULL_BOX + 8;
  private static final int TFDT = FULL_BOX + 8;
  private static final int TRUN = FULL_BOX + 8;
  private static final int SAMPLE = 16;

  private final long sequence;
  private final int timescale;
  private final boolean video;
  private final List<MediaFrame> frames;
  private final long end;

  Chunk(long sequence, int timescale, boolean video, List<MediaFrame> frames, long end) {
    this.sequence = sequence;
    this.timescale = timescale;
    this.video = video;
    this.frames = frames;
    this.end = end;
  }

  int length() {
    int payload = frames.stream().mapToInt(MediaFrame::size).sum();
    return moofLength() + BOX + payload;
  }

  private int moofLength() {
    return BOX + MFHD + BOX + TFHD + TFDT + TRUN + SAMPLE * frames.size();
  }

  void writeTo(ByteBuf out) {
    Box.write(out, "moof", this::writeMoof);
    Box.write(out, "mdat", this::writePayloads);
  }

  private void writeMoof(ByteBuf moof) {
    Box.writeFull(moof, "mfhd", 0, 0, mfhd -> mfhd.writeInt((int) sequence));
    Box.write(moof, "traf", this::writeTraf);
  }

  private void writeTraf(ByteBuf traf) {
    Box.writeFull(
        traf, "tfhd", 0, TFHD_FLAGS, tfhd -> tfhd.writeInt(TRACK_ID).writeInt(video ? 0 : SYNC));
    long start = MediaTime.to(frames.get(0).dts(), timescale);
    Box.writeFull(traf, "tfdt", 1, 0, tfdt -> tfdt.writeLong(start));
    Box.writeFull(traf, "trun", 1, TRUN_FLAGS, this::writeSamples);
  }

  private void writeSamples(ByteBuf trun) {
    trun.writeInt(frames.size());
    trun.writeInt(moofLength() + BOX);
    for (int i = 0; i < frames.size(); i++) {
      MediaFrame frame = frames.get(i);
      // Differences of rounded times, not rounded differences: these would add up.
      long time = MediaTime.to(frame.dts(), timescale);
      long next = i + 1 < frames.size() ? frames.get(i + 1).dts() : end;
      trun.writeInt((int) Math.max(0, MediaTime.to(next, timescale) - time));
      trun.writeInt(frame.size());
      trun.writeInt(flagsOf(frame));
      trun.writeInt((int) (MediaTime.to(frame.pts(), timescale) - time));
    }
  }

  private int flagsOf(MediaFrame frame) {
    if (!video || frame.isKey()) {
      return SYNC;
    }
    return frame.isDiscardable() ? NOT_SYNC | DISCARDABLE : NOT_SYNC;
  }

  private void writePayloads(ByteBuf mdat) {
    for (MediaFrame frame : frames) {
      ByteBuf payload = frame.payload();
      mdat.writeBytes(payload, payload.readerIndex(), frame.size());
    }
  }
}
