package org.millrace.testkit.rtmp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.doubles.FakeConnection;
import org.millrace.doubles.Settings;
import org.millrace.rtmp.client.RtmpClientLayer;

/** Opens connections as the host would for the plugin rtmp, without a host. */
final class SocketConnector implements OutboundConnector {
  private final EventLoopGroup loops;

  SocketConnector(EventLoopGroup loops) {
    this.loops = loops;
  }

  @Override
  public CompletionStage<ConnectionContext> connect(
      String chain, InetSocketAddress remote, String application, ConfigNode.Table settings) {
    CompletableFuture<ConnectionContext> opened = new CompletableFuture<>();
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                FakeConnection connection = new FakeConnection(channel).withChain(chain);
                new RtmpClientLayer(Settings.NONE).addTo(channel.pipeline(), connection);
                channel.pipeline().addLast(new LastHandler(connection, opened));
              }
            })
        .connect(new InetSocketAddress(remote.getHostString(), remote.getPort()))
        .addListener(
            connecting -> {
              if (!connecting.isSuccess()) {
                opened.completeExceptionally(connecting.cause());
              }
            });
    return opened;
  }

  /** What the host has at the end of each pipeline. */
  private static final class LastHandler extends ChannelInboundHandlerAdapter {
    private final ConnectionContext connection;
    private final CompletableFuture<ConnectionContext> opened;

    LastHandler(ConnectionContext connection, CompletableFuture<ConnectionContext> opened) {
      this.connection = connection;
      this.opened = opened;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      opened.complete(connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      connection.close(String.valueOf(cause.getMessage()));
    }
  }
}
