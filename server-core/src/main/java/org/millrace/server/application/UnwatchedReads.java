package org.millrace.server.application;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what nobody waits for less often and more at once. What a publisher without viewers sends
 * costs a wake-up, a read and the way to some fifty objects that are in no cache for each picture;
 * a batch of pictures costs them once. So the kernel is told to wake the event loop only when about
 * as much is there as comes in a third of a second. As soon as somebody watches, or when nothing
 * has been read for a while, everything is read as it comes.
 *
 * <p>With Linux' epoll; other transports have no such mark. Confined to the channel's event loop.
 */
final class UnwatchedReads {
  /** To be told instead of a count. */
  static final long WATCHED = -1;

  /** {@code SO_RCVLOWAT} of {@code SOL_SOCKET}. */
  private static final IntegerUnixChannelOption LOW_WATER_MARK =
      new IntegerUnixChannelOption("SO_RCVLOWAT", 1, 18);

  /** No byte waits for longer than two of these. */
  static final long PERIOD_MILLIS = 500;

  /** Far less than the kernel's buffer, so that no sender has to wait. */
  static final int MAX_MARK = 32 << 10;

  private final EventLoop loop;
  private final @Nullable IntConsumer kernel;
  private final LongSupplier unwatchedBytes;
  private @Nullable Future<?> timer;
  private long before;
  private int mark = 1;

  /**
   * For a connection.
   *
   * @param loop the connection's
   * @param kernel is told how many bytes have to be there; null if the transport has no such mark
   * @param unwatchedBytes how much has come for streams that nobody watches, or {@link #WATCHED}
   */
  UnwatchedReads(EventLoop loop, @Nullable IntConsumer kernel, LongSupplier unwatchedBytes) {
    this.loop = loop;
    this.kernel = kernel;
    this.unwatchedBytes = unwatchedBytes;
  }

  /** For the connection of a channel. */
  static UnwatchedReads of(Channel channel, LongSupplier unwatchedBytes) {
    IntConsumer kernel =
        channel instanceof EpollSocketChannel socket ? mark -> setMark(socket, mark) : null;
    return new UnwatchedReads(channel.eventLoop(), kernel, unwatchedBytes);
  }

  private static void setMark(EpollSocketChannel socket, int mark) {
    if (socket.isOpen()) {
      socket.config().setOption(LOW_WATER_MARK, mark);
    }
  }

  /** Begins; what comes before the end of the first period is read as it comes. */
  void start() {
    if (timer == null && kernel != null) {
      timer =
          loop.scheduleWithFixedDelay(
              this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Looks who watches, and how much comes. */
  void look() {
    long bytes = unwatchedBytes.getAsLong();
    setMark(nextMark(bytes, bytes - before));
    before = bytes;
  }

  /** What came while the mark was too high has to be read now. */
  private static int nextMark(long bytes, long came) {
    return bytes == WATCHED || came <= 0 ? 1 : (int) Math.min(MAX_MARK, came * 2 / 3 + 1);
  }

  private void setMark(int newMark) {
    if (newMark != mark && kernel != null) {
      mark = newMark;
      kernel.accept(newMark);
    }
  }

  /** From now on everything is read as it comes. */
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
      setMark(1);
    }
  }
}
