package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.util.List;
import org.millrace.http.OpenFile;

/**
 * A file that the kernel sends by itself.
 *
 * @param context where it is written to
 * @param file held
 */
record RegionContent(ChannelHandlerContext context, OpenFile file) implements Content {
  @Override
  public long length() {
    return file.size();
  }

  @Override
  public void write(List<Section> sections, Runnable whenWritten) {
    int[] left = {sections.size()};
    for (Section section : sections) {
      ByteBuf preamble = section.preamble();
      if (preamble.isReadable()) {
        context.write(new DefaultHttpContent(preamble), context.voidPromise());
      } else {
        preamble.release();
      }
      context.write(new Region(section, left), context.voidPromise());
    }
    whenWritten.run();
  }

  @Override
  public void close() {
    file.release();
  }

  /** A part of the file, which the last one lets go of. */
  private final class Region extends DefaultFileRegion {
    private final int[] left;

    Region(Section section, int[] left) {
      super(file.channel(), section.offset(), section.length());
      this.left = left;
    }

    @Override
    protected void deallocate() {
      if (--left[0] == 0) {
        file.release();
      }
    }
  }
}
