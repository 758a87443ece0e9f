package org.millrace.server.io;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
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
  private final AcceptGate gate;
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
    super(id, spec, starter);
    this.sockets = sockets;
    this.gate = new AcceptGate(this, limiter);
    this.bootstrap = bootstrap.handler(gate).childHandler(new StartingHandler(this));
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
    accepting(true);
    for (Channel channel : channels) {
      channel.eventLoop().execute(gate::admitWaiting);
      channel.config().setAutoRead(true);
    }
  }

  /** When it returns, no connection is between the socket and its handlers. */
  @Override
  public void suspend() {
    accepting(false);
    for (Channel channel : channels) {
      channel.config().setAutoRead(false);
      awaitTurn(channel.eventLoop());
    }
    // What was accepted until now may wait for its own loop.
    bootstrap.config().childGroup().forEach(TcpAcceptor::awaitTurn);
  }

  private static void awaitTurn(EventExecutor loop) {
    loop.submit(() -> {}).awaitUninterruptibly();
  }

  @Override
  public void stop() {
    channels.forEach(channel -> channel.close().awaitUninterruptibly());
    gate.closeWaiting();
  }

  @Override
  public InetSocketAddress boundAddress() {
    if (channels.isEmpty()) {
      throw new IllegalStateException(this + " is not bound");
    }
    return (InetSocketAddress) channels.get(0).localAddress();
  }
}
