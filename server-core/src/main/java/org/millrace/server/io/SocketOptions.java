package org.millrace.server.io;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.time.Duration;
import java.util.Map;

/**
 * The options of all sockets. The kernel's buffers for TCP are left alone: setting SO_SNDBUF or
 * SO_RCVBUF turns its automatic sizing off.
 */
final class SocketOptions {
  /**
   * Pooled, not adaptive (Netty's default since 4.2): payloads stay in the cached groups of streams
   * for seconds, and each of them holds the adaptive allocator's whole chunk. With 500 publishers
   * that was 570 MB and growing against 440 MB.
   */
  static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

  private static final ReadBuffers READ_BUFFERS = new ReadBuffers();

  /**
   * A viewer is fed while less than the high mark waits behind the kernel's buffer, and again when
   * less than the low mark does: a quarter of a second of a stream of 8 Mb/s, so that a slow viewer
   * soon shows as a place in the stream and not as memory.
   */
  static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(64 << 10, 256 << 10);

  /** Silence after which the kernel probes a peer. Linux' own default of two hours finds nobody. */
  private static final int KEEP_ALIVE_IDLE_SECONDS = 60;

  /** Seconds from one probe to the next. */
  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 10;

  /** Probes without an answer after which the connection is dead. */
  private static final int KEEP_ALIVE_PROBES = 3;

  /** Longer datagrams are cut: room for jumbo frames of Ethernet. */
  private static final int MAX_DATAGRAM_BYTES = 9 * 1024;

  /** A key frame of a contribution stream comes as one burst; the kernel caps it at rmem_max. */
  private static final int UDP_RECEIVE_BUFFER_BYTES = 4 << 20;

  private SocketOptions() {}

  /** For listening sockets and those that they accept. */
  static void apply(ServerBootstrap bootstrap, Transport transport, int backlog) {
    bootstrap
        .option(ChannelOption.SO_BACKLOG, backlog)
        // A server that is started again gets its port though old connections are in TIME_WAIT.
        .option(ChannelOption.SO_REUSEADDR, true)
        // Bound is not accepting: connections wait in the backlog until the applications are there.
        .option(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.ALLOCATOR, ALLOCATOR)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, READ_BUFFERS)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
        // Frames are written whole: Nagle's algorithm would hold the last segment of each.
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true);
    keepAliveTimes(transport).forEach(bootstrap::childOption);
  }

  /** For sockets that connect. */
  static void apply(Bootstrap bootstrap, Transport transport, Duration connectTimeout) {
    bootstrap
        .option(ChannelOption.ALLOCATOR, ALLOCATOR)
        .option(ChannelOption.RECVBUF_ALLOCATOR, READ_BUFFERS)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()));
    keepAliveTimes(transport).forEach(bootstrap::option);
  }

  /** For datagrams. */
  static void applyDatagram(Bootstrap bootstrap) {
    bootstrap
        .option(ChannelOption.ALLOCATOR, ALLOCATOR)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES))
        .option(ChannelOption.SO_RCVBUF, UDP_RECEIVE_BUFFER_BYTES);
  }

  /** Lets several sockets listen on one port; the kernel spreads connections between them. */
  static void reusePort(ServerBootstrap bootstrap, Transport transport) {
    bootstrap.option(
        transport == Transport.EPOLL
            ? EpollChannelOption.SO_REUSEPORT
            : IoUringChannelOption.SO_REUSEPORT,
        true);
  }

  private static Map<ChannelOption<Integer>, Integer> keepAliveTimes(Transport transport) {
    return switch (transport) {
      case EPOLL ->
          Map.of(
              EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS,
              EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_SECONDS,
              EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
      case IO_URING ->
          Map.of(
              IoUringChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS,
              IoUringChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_SECONDS,
              IoUringChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
      case KQUEUE, NIO -> Map.of();
    };
  }
}
