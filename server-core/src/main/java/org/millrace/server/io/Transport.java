package org.millrace.server.io;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.millrace.server.config.IoConfig.IoTransport;

/** The ways to the kernel's sockets. */
public enum Transport {
  /** Linux, few system calls. */
  IO_URING("io_uring"),
  /** Linux. */
  EPOLL("epoll"),
  /** macOS and the BSDs. */
  KQUEUE("kqueue"),
  /** The JDK's own; everywhere. */
  NIO("nio");

  /**
   * What {@code auto} tries, in this order. io_uring sends single frames with less CPU than epoll,
   * but the server writes all frames that are there at once, and with four frames in a write epoll
   * does 547,000 messages in a CPU second where io_uring does 422,000.
   */
  private static final List<Transport> PREFERENCE = List.of(EPOLL, IO_URING, KQUEUE, NIO);

  /**
   * Entries of an io_uring submission queue. With Netty's 128, one fan-out of a frame to 1,000
   * viewers overflows the ring many times, and throughput falls to a tenth of epoll's.
   */
  private static final int URING_SUBMISSIONS = 4096;

  /** Entries of an io_uring completion queue; all sends of a fan-out may complete at once. */
  private static final int URING_COMPLETIONS = 16_384;

  private final String key;

  Transport(String key) {
    this.key = key;
  }

  /** The channel classes of a transport. */
  record Channels(
      Class<? extends ServerSocketChannel> server,
      Class<? extends SocketChannel> socket,
      Class<? extends DatagramChannel> datagram) {}

  /**
   * Finds the transport for a value of {@code ioTransport}.
   *
   * @param choice a transport, or {@code auto}
   * @return a transport that works here
   * @throws IoException if the one that was chosen does not work here
   */
  public static Transport choose(IoTransport choice) {
    return switch (choice) {
      case AUTO -> PREFERENCE.stream().filter(Transport::isAvailable).findFirst().orElse(NIO);
      case IO_URING -> IO_URING.required();
      case EPOLL -> EPOLL.required();
      case KQUEUE -> KQUEUE.required();
      case NIO -> NIO;
    };
  }

  private Transport required() {
    Throwable cause = unavailabilityCause();
    if (cause == null) {
      return this;
    }
    String available =
        Arrays.stream(values())
            .filter(Transport::isAvailable)
            .map(Transport::key)
            .collect(Collectors.joining(", "));
    throw new IoException(
        "ioTransport: %s is not available: %s (expected: auto, %s)"
            .formatted(key, cause, available),
        cause);
  }

  /**
   * The name in the configuration.
   *
   * @return such as {@code io_uring}
   */
  public String key() {
    return key;
  }

  /**
   * Whether the operating system and the native library are there.
   *
   * @return true if the transport can be chosen
   */
  public boolean isAvailable() {
    return unavailabilityCause() == null;
  }

  /** Whether sockets have Linux' options, such as the keep-alive times. */
  boolean isLinuxNative() {
    return this == EPOLL || this == IO_URING;
  }

  private @Nullable Throwable unavailabilityCause() {
    return switch (this) {
      case IO_URING -> IoUring.unavailabilityCause();
      case EPOLL -> Epoll.unavailabilityCause();
      case KQUEUE -> KQueue.unavailabilityCause();
      case NIO -> null;
    };
  }

  IoHandlerFactory newHandlers() {
    return switch (this) {
      case IO_URING ->
          IoUringIoHandler.newFactory(
              new IoUringIoHandlerConfig()
                  .setRingSize(URING_SUBMISSIONS)
                  .setCqSize(URING_COMPLETIONS));
      case EPOLL -> EpollIoHandler.newFactory();
      case KQUEUE -> KQueueIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Channels channels() {
    return switch (this) {
      case IO_URING ->
          new Channels(
              IoUringServerSocketChannel.class,
              IoUringSocketChannel.class,
              IoUringDatagramChannel.class);
      case EPOLL ->
          new Channels(
              EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class);
      case KQUEUE ->
          new Channels(
              KQueueServerSocketChannel.class,
              KQueueSocketChannel.class,
              KQueueDatagramChannel.class);
      case NIO ->
          new Channels(
              NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class);
    };
  }
}
