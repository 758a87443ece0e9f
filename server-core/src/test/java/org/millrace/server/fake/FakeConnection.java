package org.millrace.server.fake;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;

/** A connection without a network; the embedded channel's clock is moved by hand. */
public final class FakeConnection implements ConnectionContext {
  private final Channel channel;

  public FakeConnection(Channel channel) {
    this.channel = channel;
  }

  public FakeConnection() {
    this(frozen());
  }

  private static EmbeddedChannel frozen() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    return channel;
  }

  @Override
  public String id() {
    return "c1";
  }

  /** The channel, to move its clock. */
  public EmbeddedChannel embedded() {
    return (EmbeddedChannel) channel;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public Logger log() {
    return LogManager.getLogger("connection");
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return InetSocketAddress.createUnresolved("192.0.2.7", 50_000);
  }

  @Override
  public InetSocketAddress localAddress() {
    return InetSocketAddress.createUnresolved("192.0.2.1", 1935);
  }

  @Override
  public String chain() {
    return "inboundTest";
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public ConfigNode.Table settings() {
    return ConfigNode.Table.empty(ConfigLocation.NONE);
  }

  @Override
  public CompletionStage<Client> connect(ConnectRequest request) {
    throw new AssertionError("not used");
  }

  @Override
  public void close(String reason) {
    channel.close().syncUninterruptibly();
  }
}
