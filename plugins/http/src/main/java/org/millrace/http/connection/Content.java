package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Where an answer's body comes from. Made for one answer, and used for it once. */
interface Content {
  /** Length of the whole. */
  long length();

  /**
   * Writes parts of it.
   *
   * @param sections in order; ownership of their preambles passes
   * @param whenWritten to be run when all of it has been written to the channel, and is only to be
   *     flushed
   */
  void write(List<Section> sections, Runnable whenWritten);

  /** Lets go of it, if nothing is written. */
  void close();

  /**
   * A part.
   *
   * @param preamble bytes that come before it
   * @param offset of its first byte in the whole
   * @param length of it
   */
  record Section(ByteBuf preamble, long offset, long length) {
    long wireLength() {
      return preamble.readableBytes() + length;
    }
  }
}
