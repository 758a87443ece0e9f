package org.millrace.flv.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.flv.tag.FlvBodies;

/** A connection, its client and its publication, which note what is done with them. */
final class FakeConnection implements ConnectionContext, Client, Publication {
  final EmbeddedChannel channel = new EmbeddedChannel();
  final List<String> written = new ArrayList<>();
  final CompletableFuture<Client> connected = new CompletableFuture<>();
  final CompletableFuture<Publication> published = new CompletableFuture<>();
  InetSocketAddress remote = new InetSocketAddress("192.0.2.7", 50112);
  String closedBecause = "";
  String publishedName = "";
  int flushes;
  CloseReason publicationClosed;
  PublicationOwner owner;
  private final Map<String, ConfigNode> settings = new LinkedHashMap<>();

  FakeConnection setting(String name, String value) {
    settings.put(name, new ConfigNode.Text(ConfigLocation.NONE, value));
    return this;
  }

  FakeConnection setting(String name, boolean value) {
    settings.put(name, new ConfigNode.Flag(ConfigLocation.NONE, value));
    return this;
  }

  FakeConnection setting(String name, double value) {
    settings.put(name, new ConfigNode.Numeric(ConfigLocation.NONE, value));
    return this;
  }

  /** Lets the application say yes. */
  void accept() {
    connected.complete(this);
    published.complete(this);
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
    return remote;
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress("192.0.2.1", 6666);
  }

  @Override
  public String chain() {
    return "inboundLiveFlv";
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public ConfigNode.Table settings() {
    return new ConfigNode.Table(ConfigLocation.NONE, settings, List.of());
  }

  @Override
  public CompletionStage<Client> connect(ConnectRequest request) {
    return connected;
  }

  @Override
  public void close(String reason) {
    if (closedBecause.isEmpty()) {
      closedBecause = reason;
    }
  }

  @Override
  public String application() {
    return "live";
  }

  @Override
  public ConnectRequest request() {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<Publication> publish(PublishRequest request, PublicationOwner publisher) {
    publishedName = request.stream();
    owner = publisher;
    return published;
  }

  @Override
  public CompletionStage<Subscription> play(
      PlayRequest request, SubscribeOptions options, Subscriber subscriber) {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<Object> call(String command, List<Object> arguments) {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<StreamKey> permitPlay(PlayRequest request) {
    throw new AssertionError("not used");
  }

  @Override
  public void close() {
    throw new AssertionError("not used");
  }

  @Override
  public void disconnect(String reason) {
    close(reason);
  }

  @Override
  public StreamKey key() {
    return new StreamKey("live", publishedName);
  }

  @Override
  public EventLoop eventLoop() {
    return channel.eventLoop();
  }

  @Override
  public LiveStream stream() {
    throw new AssertionError("not used");
  }

  @Override
  public void write(MediaFrame frame) {
    ByteBuf body = Unpooled.buffer();
    FlvBodies.writeBody(frame, body);
    written.add(MediaTime.toMillis(frame.dts()) + " " + ByteBufUtil.hexDump(body));
    frame.release();
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public boolean isOpen() {
    return publicationClosed == null;
  }

  @Override
  public void close(CloseReason reason) {
    publicationClosed = reason;
  }
}
