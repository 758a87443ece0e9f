package org.millrace.metrics;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.http.Access;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes;
import org.millrace.http.HttpStatistics;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;
import org.millrace.metrics.figures.Figures;
import org.millrace.metrics.page.HealthPage;
import org.millrace.metrics.page.MetricsPage;
import org.millrace.metrics.page.ReadyPage;

/** The entry of the plugin. */
public final class MetricsPlugin implements MillracePlugin {
  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();
  private @Nullable Figures figures;

  @Override
  public List<Setting<?>> settings() {
    return MetricsSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    MetricsSettings settings = MetricsSettings.of(context.settings());
    Figures counted =
        new Figures(
            context.server(),
            context.streams(),
            context.service(HttpStatistics.class),
            settings.streamLimit());
    figures = counted;
    context.server().addListener(counted);
    context.scheduler().scheduleWithFixedDelay(counted::sample, 1, 1, TimeUnit.SECONDS);
    HttpRoutes routes = context.service(HttpRoutes.class);
    Access access = settings.isPublic() ? Access.PUBLIC : Access.ADMIN;
    mount(routes, "/metrics", access, new MetricsPage(counted, context.scheduler()));
    mount(
        routes,
        "/healthz",
        Access.PUBLIC,
        new HealthPage(context.server(), settings.healthDelay()));
    mount(routes, "/readyz", Access.PUBLIC, new ReadyPage(context.server()));
  }

  private void mount(HttpRoutes routes, String path, Access access, HttpHandler handler) {
    Route route = new Route(Set.of(HttpMethod.GET), PathPattern.of(path), access);
    mounted.add(routes.mount(route, handler));
  }

  @Override
  public void stop() {
    mounted.forEach(HttpRoutes.Registration::close);
    Figures counted = figures;
    if (counted != null) {
      counted.close();
    }
  }
}
