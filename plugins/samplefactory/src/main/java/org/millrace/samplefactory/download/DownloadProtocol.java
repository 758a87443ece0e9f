package org.millrace.samplefactory.download;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.List;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/** The chain {@code httpDownload}, and its layers. */
public final class DownloadProtocol implements ProtocolFactory {
  static final String CHAIN = "httpDownload";

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new HttpLayer(), new DownloadLayer());
  }

  @Override
  public List<ProtocolChain> chains() {
    return List.of(ProtocolChain.of(CHAIN, "tcp", "downloadHttp", "download"));
  }

  private static final class HttpLayer implements ProtocolLayer {
    @Override
    public String name() {
      return "downloadHttp";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      // Its limits: 4 KiB for the status line, 8 KiB for the header fields.
      pipeline.addLast("httpCodec", new HttpClientCodec());
    }
  }

  private static final class DownloadLayer implements ProtocolLayer {
    @Override
    public String name() {
      return "download";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      pipeline.addLast("download", new DownloadHandler(connection));
    }
  }
}
