package org.millrace.server.io;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listens on a TCP port with one socket, whose loop hands new connections out to all loops in turn;
 * or with one socket for each loop, between which the kernel spreads them.
 */
final class TcpAcceptor extends Acceptor {
  private final ServerBootstrap bootstrap;
  private final int sockets;
  private final List<Channel> channels = new CopyOnWriteArrayList<>();

  /**
   * An acceptor.
   *
   * @param bootstrap has options and event loops; handlers are added here
   * @param sockets if more than one, the options have SO_REUSEPORT
   */
  TcpAcceptor(
      String id,
      AcceptorSpec spec,
      ServerBootstrap bootstrap,
      int sockets,
      ConnectionStarter starter,
      ConnectionLimiter limiter) {
    super(id, spec);
    this.sockets = sockets;
    this.bootstrap =
        bootstrap.handler(new AcceptGate(this, limiter)).childHandler(new StartingHandler(starter));
  }

  @Override
  public void bind() {
    if (sockets > 1) {
      requireFree();
    }
    InetSocketAddress address = spec().address();
    for (int i = 0; i < sockets; i++) {
      ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        stop();
        throw bindFailure(bound.cause());
      }
      channels.add(bound.channel());
      address = boundAddress();
    }
  }

  /**
   * With SO_REUSEPORT a second server of the same user would get the port, too, and half of the
   * connections. A socket without that option does not get it.
   */
  private void requireFree() {
    try (Socket probe = new Socket()) {
      probe.setReuseAddress(true);
      probe.bind(spec().address());
    } catch (IOException e) {
      throw bindFailure(e);
    }
  }

  @Override
  public void accept() {
    channels.forEach(channel -> channel.config().setAutoRead(true));
  }

  @Override
  public void stop() {
    channels.forEach(channel -> channel.close().awaitUninterruptibly());
  }

  @Override
  public InetSocketAddress boundAddress() {
    if (channels.isEmpty()) {
      throw new IllegalStateException(this + " is not bound");
    }
    return (InetSocketAddress) channels.get(0).localAddress();
  }
}
