package org.millrace.samplefactory;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/** A connection with the layers of a chain, as the host would make it; notes why it is closed. */
public final class FakeConnection implements ConnectionContext {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Map<String, ConfigNode> settings;
  private final String chain;
  private String closedBecause = "";

  /** With the whole numbers that the acceptor's table has. */
  public FakeConnection(ProtocolFactory factory, String chain, Map<String, ConfigNode> settings) {
    this.chain = chain;
    this.settings = settings;
    ProtocolChain found =
        factory.chains().stream().filter(c -> c.name().equals(chain)).findFirst().orElseThrow();
    for (String name : found.layers().subList(1, found.layers().size())) {
      ProtocolLayer layer =
          factory.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
      layer.addTo(channel.pipeline(), this);
    }
  }

  public static ConfigNode number(double value) {
    return new ConfigNode.Numeric(ConfigLocation.NONE, value);
  }

  public String closedBecause() {
    return closedBecause;
  }

  @Override
  public String id() {
    return "c1";
  }

  @Override
  public EmbeddedChannel channel() {
    return channel;
  }

  @Override
  public Logger log() {
    return LogManager.getLogger(FakeConnection.class);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return InetSocketAddress.createUnresolved("192.0.2.7", 50_112);
  }

  @Override
  public InetSocketAddress localAddress() {
    return InetSocketAddress.createUnresolved("192.0.2.1", 8_988);
  }

  @Override
  public String chain() {
    return chain;
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
    throw new AssertionError("not used");
  }

  @Override
  public void close(String reason) {
    if (closedBecause.isEmpty()) {
      closedBecause = reason;
    }
  }
}
