package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.millrace.api.config.ConfigNode;
import org.millrace.doubles.FakeConnection;
import org.millrace.doubles.Settings;
import org.millrace.http.HttpHandler;
import org.millrace.http.Route;
import org.millrace.http.access.AdminGuard;
import org.millrace.http.access.AdminSettings;
import org.millrace.http.access.CorsPolicy;
import org.millrace.http.reply.FileCache;
import org.millrace.http.route.RouteTable;

/** A client of a server that has no socket. */
final class HttpPeer implements AutoCloseable {
  static final String HOST = "Host: localhost\r\n";

  private final RouteTable routes = new RouteTable();
  private final ServerStatistics statistics = new ServerStatistics();
  private final AdminWatch adminWatch = new AdminWatch();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeConnection connection = new FakeConnection(channel);
  private final AdminGuard guard;
  private final FileCache files = new FileCache(channel.eventLoop().ticker()::nanoTime);

  /** Connects with settings: key, value, key, value... */
  HttpPeer(Object... settings) {
    ConfigNode.Table table = Settings.of(settings);
    channel.freezeTime();
    guard =
        new AdminGuard(
            AdminSettings.of(table, null, connection.log()),
            channel.eventLoop().ticker()::nanoTime);
    HttpPipeline.addTo(
        channel.pipeline(),
        connection,
        HttpSettings.of(table, Settings.NONE),
        new ExchangeServer(
            routes, guard, CorsPolicy.of(table), Runnable::run, files, statistics, adminWatch));
  }

  HttpPeer serve(HttpMethod method, String pattern, HttpHandler handler) {
    return mount(Route.open(method, pattern), handler);
  }

  HttpPeer mount(Route route, HttpHandler handler) {
    routes.mount(route, handler);
    return this;
  }

  ServerStatistics statistics() {
    return statistics;
  }

  AdminWatch adminWatch() {
    return adminWatch;
  }

  AdminGuard guard() {
    return guard;
  }

  EmbeddedChannel channel() {
    return channel;
  }

  FakeConnection connection() {
    return connection;
  }

  /** Sends all at once. */
  HttpPeer send(String text) {
    return send(text, Integer.MAX_VALUE);
  }

  /** Sends in pieces. */
  HttpPeer send(String text, int pieceBytes) {
    ByteBuf all = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    while (all.isReadable() && channel.isActive()) {
      channel.writeInbound(all.readRetainedSlice(Math.min(pieceBytes, all.readableBytes())));
    }
    all.release();
    return this;
  }

  /** What the server has said since the last call. */
  String said() {
    channel.runPendingTasks();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Object message;
    while ((message = channel.readOutbound()) != null) {
      append(text, message);
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  private static void append(ByteArrayOutputStream text, Object message) {
    try {
      if (message instanceof ByteBuf bytes) {
        bytes.readBytes(text, bytes.readableBytes());
        bytes.release();
      } else if (message instanceof FileRegion region) {
        region.transferTo(Channels.newChannel(text), 0);
        region.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing must be left. */
  @Override
  public void close() {
    said();
    channel.finishAndReleaseAll();
    files.close();
  }
}
