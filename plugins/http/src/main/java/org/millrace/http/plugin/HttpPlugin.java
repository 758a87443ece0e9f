package org.millrace.http.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.http.HttpRoutes;
import org.millrace.http.connection.ExchangeServer;
import org.millrace.http.connection.HttpSettings;
import org.millrace.http.route.RouteTable;

/** The entry of the plugin. */
public final class HttpPlugin implements MillracePlugin {
  private @Nullable HttpLayer layer;

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    RouteTable routes = new RouteTable();
    layer = new HttpLayer(context.settings(), new ExchangeServer(routes, context.fileLoops()));
    context.offer(HttpRoutes.class, routes);
  }

  @Override
  public List<ProtocolFactory> protocols() {
    HttpLayer started = layer;
    return started == null ? List.of() : List.of(new HttpProtocol(started));
  }

  /** The names that configurations use. */
  private record HttpProtocol(HttpLayer layer) implements ProtocolFactory {
    @Override
    public List<ProtocolLayer> layers() {
      return List.of(layer);
    }

    @Override
    public List<ProtocolChain> chains() {
      String name = layer.name();
      return List.of(
          ProtocolChain.of("inboundHttp", "tcp", name),
          ProtocolChain.of("inboundHttps", "tcp", "tls", name));
    }

    @Override
    public List<Setting<?>> acceptorSettings() {
      return HttpSettings.ALL;
    }
  }
}
