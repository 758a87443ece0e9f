package org.millrace.rtmp.client;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;

/** The host's side of a connection that a client has opened. */
final class OutboundConnection implements ConnectionContext {
  private final Channel channel;
  @Nullable String closeReason;

  OutboundConnection(Channel channel) {
    this.channel = channel;
  }

  @Override
  public String id() {
    return "c1";
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public Logger log() {
    return LogManager.getLogger(OutboundConnection.class);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress("192.0.2.1", 1935);
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress("192.0.2.7", 50112);
  }

  @Override
  public String chain() {
    return "outboundRtmp";
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public ConfigNode.Table settings() {
    return new ConfigNode.Table(ConfigLocation.NONE, Map.of(), List.of());
  }

  @Override
  public CompletionStage<Client> connect(ConnectRequest request) {
    return CompletableFuture.failedStage(new IllegalStateException("a client asks nobody"));
  }

  @Override
  public void close(String reason) {
    if (closeReason == null) {
      closeReason = reason;
    }
    channel.close();
  }
}
