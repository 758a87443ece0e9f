package org.millrace.console;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes;
import org.millrace.http.Route;

/** Serves the page at {@code /}, and a player of one stream at {@code /watch/<app>/<stream>}. */
public final class ConsolePlugin implements MillracePlugin {
  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();

  @Override
  public void start(PluginContext context) {
    PageFiles files = PageFiles.of(ConsolePlugin.class.getModule());
    Features features = new Features(context.server().plugins(), files);
    HttpRoutes routes = context.service(HttpRoutes.class);
    mount(routes, "/", exchange -> exchange.respond(files.reply("console.html")));
    mount(routes, "/watch/{app}/{stream...}", e -> e.respond(files.reply("watch.html")));
    mount(routes, "/console/features.json", e -> e.respond(features.reply()));
    mount(routes, "/console/{file...}", exchange -> serve(files, exchange));
  }

  private void mount(HttpRoutes routes, String pattern, HttpHandler handler) {
    mounted.add(routes.mount(Route.open(HttpMethod.GET, pattern), handler));
  }

  private static void serve(PageFiles files, HttpExchange exchange) {
    exchange.respond(files.reply(exchange.pathParameter("file")));
  }

  @Override
  public void stop() {
    mounted.forEach(HttpRoutes.Registration::close);
    mounted.clear();
  }
}
