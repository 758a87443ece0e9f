package org.millrace.server.io;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A channel's socket, for bytes that can go to the kernel as they are. The way through the
 * channel's queue costs an entry, two atomic updates and some ten objects that are in no cache when
 * the next of a thousand viewers is served; so a message that is alone between two flushes is held
 * here, and sent by the event loop's {@link BurstSender}. Two messages, or one while others wait,
 * go through the queue. Confined to the channel's event loop.
 */
final class DirectSocket {
  private final ChannelHandlerContext context;
  private final Socket socket;
  private final BurstSender sender = BurstSender.ofThisLoop();

  /** Written and alone. */
  private @Nullable ByteBuf held;

  private long heldAddress;
  private int heldLength;
  private int sentLength;

  /** It is in the sender's group, where it must not be twice. */
  private boolean waiting;

  /** Something may wait in the channel's queue. */
  private boolean queued;

  private DirectSocket(ChannelHandlerContext context, Socket socket) {
    this.context = context;
    this.socket = socket;
  }

  /** The socket under a channel; null if its transport has no call that sends at once. */
  static @Nullable DirectSocket of(ChannelHandlerContext context) {
    Channel channel = context.channel();
    boolean sendsAtOnce =
        channel instanceof EpollSocketChannel || channel instanceof KQueueSocketChannel;
    return sendsAtOnce && ((UnixChannel) channel).fd() instanceof Socket socket
        ? new DirectSocket(context, socket)
        : null;
  }

  /**
   * Takes a message for the next flush.
   *
   * @param message ownership passes
   * @param promise is told what becomes of it
   */
  void write(Object message, ChannelPromise promise) {
    if (held == null && !queued && promise.isVoid() && isPlain(message)) {
      held = (ByteBuf) message;
      heldAddress = held.memoryAddress() + held.readerIndex();
      heldLength = held.readableBytes();
    } else {
      queueHeld();
      queued = true;
      context.write(message, promise);
    }
  }

  private static boolean isPlain(Object message) {
    return message instanceof ByteBuf bytes && bytes.hasMemoryAddress() && bytes.isReadable();
  }

  /** Sends what has been written, at the latest at the end of this turn of the event loop. */
  void flush() {
    if (held == null) {
      flushNow();
    } else if (!waiting) {
      // Before the call, which may send already.
      waiting = true;
      if (!sender.add(this, context.executor())) {
        waiting = false;
        flushNow();
      }
    }
  }

  /** Sends what has been written through the channel's queue. */
  void flushNow() {
    queueHeld();
    context.flush();
    ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
    queued = queue == null || queue.totalPendingWriteBytes() > 0;
  }

  private void queueHeld() {
    ByteBuf bytes = held;
    if (bytes != null) {
      held = null;
      queued = true;
      context.write(bytes, context.voidPromise());
    }
  }

  /** Calls the kernel, and nobody else. */
  void send() {
    sentLength = 0;
    // The number of a closed descriptor may be another connection's by now.
    if (held != null && socket.isOpen()) {
      try {
        sentLength = socket.sendAddress(heldAddress, 0, heldLength);
      } catch (IOException e) {
        // Sent again through the channel, which closes itself and says why.
        sentLength = 0;
      }
    }
  }

  /** Lets go of what has been sent; the rest goes through the channel's queue. */
  void settle() {
    waiting = false;
    ByteBuf bytes = held;
    if (bytes == null) {
      return;
    }
    if (sentLength == heldLength) {
      held = null;
      bytes.release();
    } else {
      bytes.skipBytes(sentLength);
      flushNow();
    }
  }

  /** The channel is gone. */
  void drop() {
    ByteBuf bytes = held;
    held = null;
    if (bytes != null) {
      bytes.release();
    }
  }
}
