package org.millrace.httpts;

import io.netty.handler.codec.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.http.Access;
import org.millrace.http.HttpRoutes;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;
import org.millrace.http.live.LiveSettings;

/** The entry of the plugin. */
public final class HttpTsPlugin implements MillracePlugin {
  private static final PathPattern PATH = PathPattern.of("/{app}/{stream...}.ts");

  private static final LiveSettings SETTINGS = new LiveSettings("MPEG-TS over HTTP");

  private HttpRoutes.@Nullable Registration mounted;

  @Override
  public List<Setting<?>> settings() {
    return SETTINGS.all();
  }

  @Override
  public void start(PluginContext context) {
    mounted =
        context
            .service(HttpRoutes.class)
            .mount(
                new Route(Set.of(HttpMethod.GET), PATH, Access.PUBLIC),
                SETTINGS.handler(
                    context.settings(),
                    exchange ->
                        new TsForm(exchange.rawFraming(), InstantSource.system(), context.log())));
  }

  @Override
  public void stop() {
    if (mounted != null) {
      mounted.close();
    }
  }
}
