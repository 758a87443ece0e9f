package org.millrace.doubles;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;

/**
 * The host's side of a connection. Its peer is 192.0.2.7:50112 unless the channel has a socket, and
 * its application accepts unless told otherwise.
 */
public final class FakeConnection implements ConnectionContext {
  private static final InetSocketAddress REMOTE = new InetSocketAddress("192.0.2.7", 50_112);
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 1935);

  private final Channel channel;
  private final FakeClient client = new FakeClient(this);
  private InetSocketAddress remote = REMOTE;
  private ConfigNode.Table settings = Settings.NONE;
  private String chain = "inboundTest";
  private boolean secure;
  private Function<ConnectRequest, CompletionStage<Client>> decision =
      asked -> CompletableFuture.completedStage(client);
  private volatile @Nullable ConnectRequest request;
  private volatile @Nullable String closeReason;

  /**
   * A connection.
   *
   * @param channel carries it
   */
  public FakeConnection(Channel channel) {
    this.channel = channel;
  }

  /** A connection over an {@link EmbeddedChannel} of its own. */
  public FakeConnection() {
    this(new EmbeddedChannel());
  }

  /**
   * Sets what the acceptor's table says.
   *
   * @param table see {@link Settings#of}
   * @return this
   */
  public FakeConnection withSettings(ConfigNode.Table table) {
    settings = table;
    return this;
  }

  /**
   * Sets the chain.
   *
   * @param name such as {@code inboundRtmp}
   * @return this
   */
  public FakeConnection withChain(String name) {
    chain = name;
    return this;
  }

  /**
   * Sets the peer.
   *
   * @param address where it is
   * @return this
   */
  public FakeConnection from(InetSocketAddress address) {
    remote = address;
    return this;
  }

  /**
   * Has been encrypted all the time.
   *
   * @return this
   */
  public FakeConnection secured() {
    secure = true;
    return this;
  }

  /**
   * Sets what becomes of connects.
   *
   * @param answer given the request
   */
  public void decide(Function<ConnectRequest, CompletionStage<Client>> answer) {
    decision = answer;
  }

  /**
   * The client that an accepted connect gives.
   *
   * @return always the same
   */
  public FakeClient client() {
    return client;
  }

  /**
   * What the peer has said of itself.
   *
   * @return empty before {@link #connect}
   */
  public Optional<ConnectRequest> request() {
    return Optional.ofNullable(request);
  }

  /**
   * Why the connection was closed from this side.
   *
   * @return the first reason; "" if it was not
   */
  public String closeReason() {
    String reason = closeReason;
    return reason == null ? "" : reason;
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
    return channel.remoteAddress() instanceof InetSocketAddress address ? address : remote;
  }

  @Override
  public InetSocketAddress localAddress() {
    return channel.localAddress() instanceof InetSocketAddress address ? address : LOCAL;
  }

  @Override
  public String chain() {
    return chain;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public ConfigNode.Table settings() {
    return settings;
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
