package org.millrace.rtmp.plugin;

import java.util.List;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.client.RtmpClientLayer;

/** The entry of the plugin. */
public final class RtmpPlugin implements MillracePlugin {
  private static final String PLAIN_URI = "rtmp://{host}:{port}/{application}/{stream}";
  private static final String SECURE_URI = "rtmps://{host}:{port}/{application}/{stream}";

  private ConfigNode.Table settings = ConfigNode.Table.empty(ConfigLocation.NONE);

  @Override
  public List<Setting<?>> settings() {
    return RtmpSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    settings = context.settings();
  }

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(
        new RtmpProtocol(new RtmpLayer(settings)),
        new RtmpClientProtocol(new RtmpClientLayer(settings)));
  }

  /** The names that configurations use. */
  private record RtmpProtocol(RtmpLayer layer) implements ProtocolFactory {
    @Override
    public List<ProtocolLayer> layers() {
      return List.of(layer);
    }

    @Override
    public List<ProtocolChain> chains() {
      String name = layer.name();
      return List.of(
          ProtocolChain.of("inboundRtmp", "tcp", name).withUris(PLAIN_URI, PLAIN_URI),
          ProtocolChain.of("inboundRtmps", "tcp", "tls", name).withUris(SECURE_URI, SECURE_URI));
    }

    @Override
    public List<Setting<?>> acceptorSettings() {
      return RtmpSettings.ALL;
    }
  }

  /** For plugins that pull from other servers or push to them. */
  private record RtmpClientProtocol(RtmpClientLayer layer) implements ProtocolFactory {
    @Override
    public List<ProtocolLayer> layers() {
      return List.of(layer);
    }

    @Override
    public List<ProtocolChain> chains() {
      String name = layer.name();
      return List.of(
          ProtocolChain.of(RtmpClientLayer.PLAIN_CHAIN, "tcp", name),
          ProtocolChain.of(RtmpClientLayer.SECURE_CHAIN, "tcp", "tls", name));
    }
  }
}
