package org.millrace.server.io;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Receives datagrams of all peers on one UDP port: one socket, one {@link Connection}. */
final class UdpAcceptor extends Acceptor {
  private final Bootstrap bootstrap;
  private volatile @Nullable Channel channel;

  UdpAcceptor(String id, AcceptorSpec spec, Bootstrap bootstrap, ConnectionStarter starter) {
    super(id, spec, starter);
    this.bootstrap = bootstrap.handler(new ChannelInboundHandlerAdapter());
  }

  @Override
  public void bind() {
    channel = bind(spec().address());
  }

  private Channel bind(InetSocketAddress address) {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw bindFailure(bound.cause());
    }
    return bound.channel();
  }

  /**
   * The layers come only now, because they may ask for their application at once. The channel has
   * been active since it was bound, so they are told again.
   */
  @Override
  public void accept() {
    if (isAccepting()) {
      return;
    }
    accepting(true);
    Channel socket = bound();
    socket.eventLoop().submit(() -> start(socket)).syncUninterruptibly();
  }

  private void start(Channel socket) {
    starter().start(socket, new InetSocketAddress(0));
    countAccepted();
    socket.pipeline().fireChannelActive();
    socket.config().setAutoRead(true);
  }

  /** The socket is the connection, and its handlers are those of one chain: it is made anew. */
  @Override
  public void suspend() {
    if (isAccepting()) {
      accepting(false);
      InetSocketAddress address = boundAddress();
      stop();
      channel = bind(address);
    }
  }

  @Override
  public void stop() {
    Channel socket = channel;
    if (socket != null) {
      socket.close().awaitUninterruptibly();
    }
  }

  @Override
  public InetSocketAddress boundAddress() {
    return (InetSocketAddress) bound().localAddress();
  }

  private Channel bound() {
    Channel socket = channel;
    if (socket == null) {
      throw new IllegalStateException(this + " is not bound");
    }
    return socket;
  }
}
