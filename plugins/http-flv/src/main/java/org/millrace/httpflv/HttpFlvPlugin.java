package org.millrace.httpflv;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.http.Access;
import org.millrace.http.HttpRoutes;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;
import org.millrace.httpflv.play.FlvForm;
import org.millrace.httpflv.publish.PublishHandler;

/** The entry of the plugin. */
public final class HttpFlvPlugin implements MillracePlugin {
  private static final PathPattern PATH = PathPattern.of("/{app}/{stream...}.flv");

  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();

  @Override
  public List<Setting<?>> settings() {
    return HttpFlvSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    HttpRoutes routes = context.service(HttpRoutes.class);
    HttpFlvSettings settings = HttpFlvSettings.of(context.settings());
    mounted.add(
        routes.mount(
            new Route(Set.of(HttpMethod.GET), PATH, Access.PUBLIC),
            HttpFlvSettings.PLAY.handler(
                context.settings(), exchange -> new FlvForm(exchange.rawFraming()))));
    if (settings.publish()) {
      mounted.add(
          routes.mount(
              new Route(Set.of(HttpMethod.POST, HttpMethod.PUT), PATH, Access.PUBLIC),
              new PublishHandler(settings.maxTagBytes())));
    }
  }

  @Override
  public void stop() {
    mounted.forEach(HttpRoutes.Registration::close);
    mounted.clear();
  }
}
