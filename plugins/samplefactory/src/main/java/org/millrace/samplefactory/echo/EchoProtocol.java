package org.millrace.samplefactory.echo;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/**
 * The chains {@code echoProtocol} and {@code httpEchoProtocol}, and their layers:
 *
 * <pre>
 * echoLines   bytes to lines
 * echoHttp    bytes to the bodies of requests, and bodies to responses
 * echo        the answer to what comes
 * </pre>
 */
public final class EchoProtocol implements ProtocolFactory {

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new LineLayer(), new HttpLayer(), new EchoLayer());
  }

  @Override
  public List<ProtocolChain> chains() {
    return List.of(
        ProtocolChain.of("echoProtocol", "tcp", "echoLines", "echo"),
        ProtocolChain.of("httpEchoProtocol", "tcp", "echoHttp", "echo"));
  }

  @Override
  public List<Setting<?>> acceptorSettings() {
    return EchoSettings.ALL;
  }

  private static final class LineLayer implements ProtocolLayer {
    @Override
    public String name() {
      return "echoLines";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      int maxBytes = EchoSettings.of(connection.settings()).maxLineBytes();
      // Lines keep their ends, so that their answers have them. A line that is too long fails at
      // once.
      pipeline.addLast("echoLines", new LineBasedFrameDecoder(maxBytes, false, true));
    }
  }

  private static final class HttpLayer implements ProtocolLayer {
    private static final int CHUNK_BYTES = 8_192;

    @Override
    public String name() {
      return "echoHttp";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      EchoSettings settings = EchoSettings.of(connection.settings());
      int maxHeader = settings.maxHeaderBytes();
      pipeline.addLast("httpCodec", new HttpServerCodec(maxHeader, maxHeader, CHUNK_BYTES));
      pipeline.addLast("httpKeepAlive", new HttpServerKeepAliveHandler());
      pipeline.addLast("httpBody", new HttpObjectAggregator(settings.maxBodyBytes()));
      pipeline.addLast("echoHttp", new BodyCodec(connection));
    }
  }

  private static final class EchoLayer implements ProtocolLayer {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      long millis = EchoSettings.of(connection.settings()).idleTimeout().toMillis();
      pipeline.addLast("echoIdle", new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
      pipeline.addLast("echo", new EchoHandler(connection));
    }
  }
}
