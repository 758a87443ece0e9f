package org.millrace.server.io;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Stands before a listening socket's own handler and turns away what may not come in. */
@Sharable
final class AcceptGate extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LogManager.getLogger(AcceptGate.class);

  /** After a failure to accept, which is a lack of file descriptors or memory. */
  private static final int PAUSE_SECONDS = 1;

  private final Acceptor acceptor;
  private final ConnectionLimiter limiter;
  private final OncePerSecond drops = new OncePerSecond(System::nanoTime);

  /** Who came while nobody is let in: a read that was asked for before gives some peers yet. */
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  private record Waiting(ChannelHandlerContext ctx, Channel peer) {}

  AcceptGate(Acceptor acceptor, ConnectionLimiter limiter) {
    this.acceptor = acceptor;
    this.limiter = limiter;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Channel peer = (Channel) message;
    if (acceptor.isAccepting()) {
      admit(ctx, peer);
    } else {
      waiting.add(new Waiting(ctx, peer));
    }
  }

  /** Lets in who has waited. On the loop of a listening socket; again for each of them. */
  void admitWaiting() {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      Waiting peer = next;
      peer.ctx().executor().execute(() -> admit(peer.ctx(), peer.peer()));
    }
  }

  /** Turns away who has waited: the port is given back. */
  void closeWaiting() {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      next.peer().unsafe().closeForcibly();
    }
  }

  private void admit(ChannelHandlerContext ctx, Channel peer) {
    if (!(peer.remoteAddress() instanceof InetSocketAddress remote)) {
      drop(peer, "gone before it was accepted");
      return;
    }
    if (!acceptor.isEnabled()) {
      drop(peer, "the acceptor is disabled");
      return;
    }
    InetAddress address = remote.getAddress();
    Optional<String> refusal = limiter.enter(address);
    if (refusal.isPresent()) {
      drop(peer, refusal.get());
      return;
    }
    acceptor.countAccepted();
    peer.closeFuture().addListener(closed -> limiter.leave(address));
    ctx.fireChannelRead(peer);
  }

  private void drop(Channel peer, String reason) {
    Object remote = peer.remoteAddress();
    acceptor.countDropped();
    limiter.countRefused();
    peer.unsafe().closeForcibly();
    drops.happened(
        times -> LOG.warn("{} dropped {}, the last from {}: {}", acceptor, times, remote, reason));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.error("{} cannot accept, pausing {} s: {}", acceptor, PAUSE_SECONDS, cause.getMessage());
    Channel server = ctx.channel();
    server.config().setAutoRead(false);
    ctx.executor()
        .schedule(
            () -> server.config().setAutoRead(server.isOpen() && acceptor.isAccepting()),
            PAUSE_SECONDS,
            TimeUnit.SECONDS);
  }
}
