package org.millrace.rtmp.session;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;

/** The host's side of a connection. */
final class FakeConnection implements ConnectionContext {
  final Channel channel;
  final Map<String, ConfigNode> settings = new LinkedHashMap<>();
  final FakeClient client;
  Function<ConnectRequest, CompletionStage<Client>> decision;
  @Nullable ConnectRequest request;
  @Nullable String closeReason;
  boolean secure;

  FakeConnection(Channel channel) {
    this.channel = channel;
    this.client = new FakeClient(this);
    this.decision = asked -> CompletableFuture.completedStage(client);
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
    return LogManager.getLogger(FakeConnection.class);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress("192.0.2.7", 50112);
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress("192.0.2.1", 1935);
  }

  @Override
  public String chain() {
    return "inboundRtmp";
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public ConfigNode.Table settings() {
    return new ConfigNode.Table(ConfigLocation.NONE, settings, List.of());
  }

  @Override
  public CompletionStage<Client> connect(ConnectRequest asked) {
    request = asked;
    return decision.apply(asked);
  }

  @Override
  public void close(String reason) {
    if (closeReason == null) {
      closeReason = reason;
    }
    channel.close();
  }
}
