package org.millrace.http.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.http.AdminAccess;
import org.millrace.http.AdminRequests;
import org.millrace.http.HttpRoutes;
import org.millrace.http.HttpStatistics;
import org.millrace.http.access.AdminGuard;
import org.millrace.http.access.AdminSettings;
import org.millrace.http.access.CorsPolicy;
import org.millrace.http.connection.AdminWatch;
import org.millrace.http.connection.ExchangeServer;
import org.millrace.http.connection.HttpSettings;
import org.millrace.http.connection.ServerStatistics;
import org.millrace.http.reply.FileCache;
import org.millrace.http.route.RouteTable;

/** The entry of the plugin. */
public final class HttpPlugin implements MillracePlugin {
  private final FileCache fileCache = new FileCache(System::nanoTime);
  private @Nullable HttpLayer layer;

  @Override
  public List<Setting<?>> settings() {
    return Stream.of(HttpSettings.ALL, AdminSettings.ALL, CorsPolicy.ALL, StaticFolders.ALL)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public void start(PluginContext context) {
    ConfigNode.Table settings = context.settings();
    RouteTable routes = new RouteTable();
    AdminGuard guard =
        new AdminGuard(AdminSettings.of(settings, home(), context.log()), System::nanoTime);
    long sweepMillis = FileCache.LONGEST.toMillis();
    context
        .scheduler()
        .scheduleWithFixedDelay(fileCache::sweep, sweepMillis, sweepMillis, TimeUnit.MILLISECONDS);
    ServerStatistics statistics = new ServerStatistics();
    AdminWatch adminWatch = new AdminWatch();
    layer =
        new HttpLayer(
            settings,
            new ExchangeServer(
                routes,
                guard,
                CorsPolicy.of(settings),
                context.fileLoops(),
                fileCache,
                statistics,
                adminWatch));
    StaticFolders.mount(settings, routes);
    context.offer(HttpRoutes.class, routes);
    context.offer(AdminAccess.class, guard);
    context.offer(HttpStatistics.class, statistics);
    context.offer(AdminRequests.class, adminWatch);
  }

  /** The distribution's folder, which its start script says. */
  private static @Nullable Path home() {
    String home = System.getProperty("millrace.home");
    return home == null ? null : Path.of(home);
  }

  @Override
  public void stop() {
    fileCache.close();
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
