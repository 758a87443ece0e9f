package org.millrace.http.plugin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.http.connection.ExchangeServer;
import org.millrace.http.connection.HttpPipeline;
import org.millrace.http.connection.HttpSettings;

/** Puts HTTP on a connection. */
final class HttpLayer implements ProtocolLayer {
  private static final int SHORTEST_METHOD = 3;

  private final ConfigNode.Table pluginSettings;
  private final ExchangeServer server;

  HttpLayer(ConfigNode.Table pluginSettings, ExchangeServer server) {
    this.pluginSettings = pluginSettings;
    this.server = server;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
    HttpSettings settings = HttpSettings.of(connection.settings(), pluginSettings);
    HttpPipeline.addTo(pipeline, connection, settings, server);
  }

  /** A method is of upper case letters; no other protocol begins so. */
  @Override
  public Optional<ProtocolDetector> detector() {
    return Optional.of(HttpLayer::detect);
  }

  private static Detection detect(ByteBuf firstBytes) {
    int length = Math.min(firstBytes.readableBytes(), SHORTEST_METHOD);
    for (int i = 0; i < length; i++) {
      byte c = firstBytes.getByte(firstBytes.readerIndex() + i);
      if (c < 'A' || c > 'Z') {
        return Detection.NOT_MINE;
      }
    }
    return length < SHORTEST_METHOD ? Detection.NEED_MORE : Detection.MINE;
  }
}
