package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.http.reply.OpenFile;

/**
 * A file that the kernel sends by itself.
 *
 * @param context where it is written to
 * @param file owned
 */
record RegionContent(ChannelHandlerContext context, OpenFile file) implements Content {
  private static final Logger LOG = LogManager.getLogger(RegionContent.class);

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
      context.write(
          new Region(file.channel(), section.offset(), section.length(), left),
          context.voidPromise());
    }
    whenWritten.run();
  }

  @Override
  public void close() {
    closeQuietly(file.channel());
  }

  /** A file that was read has nothing to lose when it is closed. */
  static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a file cannot be closed", e);
    }
  }

  /** A part of the file, which the last one closes. */
  private static final class Region extends DefaultFileRegion {
    private final FileChannel channel;
    private final int[] left;

    Region(FileChannel channel, long offset, long length, int[] left) {
      super(channel, offset, length);
      this.channel = channel;
      this.left = left;
    }

    @Override
    protected void deallocate() {
      if (--left[0] == 0) {
        closeQuietly(channel);
      }
    }
  }
}
