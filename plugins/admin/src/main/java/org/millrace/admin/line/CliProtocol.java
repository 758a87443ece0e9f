package org.millrace.admin.line;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/**
 * The chains {@code inboundJsonCli} and {@code inboundHttpJsonCli}, and their layers:
 *
 * <pre>
 * jsonCli       lines to commands, and replies to JSON
 * httpJsonCli   GET /command?params=BASE64 to commands, and replies to responses
 * </pre>
 */
public final class CliProtocol implements ProtocolFactory {
  private final Supplier<CliServices> services;

  /**
   * The protocol.
   *
   * @param services asked for at each connection
   */
  public CliProtocol(Supplier<CliServices> services) {
    this.services = services;
  }

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new LineLayer(services), new HttpLayer(services));
  }

  @Override
  public List<ProtocolChain> chains() {
    return List.of(
        ProtocolChain.of("inboundJsonCli", "tcp", "jsonCli"),
        ProtocolChain.of("inboundHttpJsonCli", "tcp", "httpJsonCli"));
  }

  @Override
  public List<Setting<?>> acceptorSettings() {
    return CliSettings.ALL;
  }

  private static void addIdle(ChannelPipeline pipeline, CliSettings settings) {
    pipeline.addLast(
        "cliIdle",
        new IdleStateHandler(settings.idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
  }

  private record LineLayer(Supplier<CliServices> services) implements ProtocolLayer {
    @Override
    public String name() {
      return "jsonCli";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      CliSettings settings = CliSettings.of(connection.settings());
      addIdle(pipeline, settings);
      pipeline.addLast("cliLines", new LineDecoder(settings.maxLineBytes(), connection));
      pipeline.addLast(
          "cliSession", new LineSession(connection, services.get(), settings.useLengthPadding()));
    }
  }

  private record HttpLayer(Supplier<CliServices> services) implements ProtocolLayer {
    private static final int MAX_HEADER_BYTES = 8_192;

    @Override
    public String name() {
      return "httpJsonCli";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      CliSettings settings = CliSettings.of(connection.settings());
      // Base64 makes four characters of three bytes, and each of them may come as %XX.
      int maxRequestLine = 4 * settings.maxLineBytes();
      addIdle(pipeline, settings);
      pipeline.addLast(
          "cliCodec", new HttpServerCodec(maxRequestLine, MAX_HEADER_BYTES, MAX_HEADER_BYTES));
      pipeline.addLast("cliBody", new HttpObjectAggregator(MAX_HEADER_BYTES, true));
      pipeline.addLast(
          "cliHttp", new HttpCliHandler(connection, services.get(), settings.maxLineBytes()));
    }
  }
}
