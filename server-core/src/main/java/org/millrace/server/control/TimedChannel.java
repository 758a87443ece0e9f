package org.millrace.server.control;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Predicate;

/** A channel whose peer has a limited time to read and to write. Used by one thread. */
final class TimedChannel implements AutoCloseable {
  private final SocketChannel channel;
  private final Selector selector;

  /** Takes the channel over. */
  TimedChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    selector = Selector.open();
  }

  /**
   * Reads until the peer has said all, closes its half, or the buffer is full.
   *
   * @param bytes is filled
   * @param complete whether the peer has said all, as it knows from the buffer
   * @throws SocketTimeoutException if that takes too long
   */
  void read(ByteBuffer bytes, Predicate<ByteBuffer> complete, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    boolean open = true;
    while (open && bytes.hasRemaining() && !complete.test(bytes)) {
      await(SelectionKey.OP_READ, end);
      open = channel.read(bytes) >= 0;
    }
  }

  /**
   * Writes all.
   *
   * @throws SocketTimeoutException if that takes too long
   */
  void write(ByteBuffer bytes, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE, end);
      }
    }
  }

  private void await(int operation, long end) throws IOException {
    channel.register(selector, operation);
    long millis = (end - System.nanoTime()) / 1_000_000;
    int ready = millis > 0 ? selector.select(millis) : 0;
    selector.selectedKeys().clear();
    if (ready == 0) {
      throw new SocketTimeoutException("the peer takes too long");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
