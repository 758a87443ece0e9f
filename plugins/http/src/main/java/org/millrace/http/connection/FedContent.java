package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.millrace.http.OpenFile;

/**
 * A file that goes through our memory, because it has to be encrypted, or because the transport
 * cannot send files. A piece is read when the one before has been sent: on a file thread, or at
 * once if the file is in memory.
 */
final class FedContent implements Content {
  private static final int PIECE_BYTES = 256 * 1024;

  private final ChannelHandlerContext context;
  private final OpenFile file;
  private final Executor files;
  private final Consumer<String> onFailure;
  private final Deque<Section> left = new ArrayDeque<>();

  FedContent(
      ChannelHandlerContext context, OpenFile file, Executor files, Consumer<String> onFailure) {
    this.context = context;
    this.file = file;
    this.files = files;
    this.onFailure = onFailure;
  }

  @Override
  public long length() {
    return file.size();
  }

  @Override
  public void write(List<Section> sections, Runnable whenWritten) {
    left.addAll(sections);
    next(whenWritten);
  }

  private void next(Runnable whenWritten) {
    Section section = left.poll();
    if (section == null) {
      close();
      whenWritten.run();
      return;
    }
    int length = (int) Math.min(PIECE_BYTES, section.length());
    if (section.length() > length) {
      left.push(
          new Section(Unpooled.EMPTY_BUFFER, section.offset() + length, section.length() - length));
    }
    files.execute(() -> read(section, length, whenWritten));
  }

  /** On a file thread, or on the event loop if the file is in memory. */
  private void read(Section section, int length, Runnable whenWritten) {
    ByteBuf preamble = section.preamble();
    ByteBuf piece = context.alloc().directBuffer(preamble.readableBytes() + length);
    piece.writeBytes(preamble);
    preamble.release();
    String failure = "";
    try {
      int done = 0;
      while (done < length && failure.isEmpty()) {
        int count = piece.writeBytes(file.channel(), section.offset() + done, length - done);
        failure = count <= 0 ? "a file has become shorter while it was sent" : "";
        done += count;
      }
    } catch (IOException e) {
      failure = "a file cannot be read: " + e.getMessage();
    }
    String problem = failure;
    context.executor().execute(() -> send(piece, problem, whenWritten));
  }

  private void send(ByteBuf piece, String problem, Runnable whenWritten) {
    if (!problem.isEmpty() || !context.channel().isActive()) {
      piece.release();
      fail(problem.isEmpty() ? "the connection is closed" : problem);
      return;
    }
    context
        .writeAndFlush(new DefaultHttpContent(piece))
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                next(whenWritten);
              } else {
                fail("the connection is closed");
              }
            });
  }

  private void fail(String reason) {
    left.forEach(section -> section.preamble().release());
    left.clear();
    close();
    onFailure.accept(reason);
  }

  @Override
  public void close() {
    file.release();
  }
}
