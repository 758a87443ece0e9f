package org.millrace.dash.plugin;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.dash.delivery.ClockHandler;
import org.millrace.dash.delivery.LiveRuns;
import org.millrace.dash.delivery.ManifestHandler;
import org.millrace.dash.delivery.MediaHandler;
import org.millrace.hls.segment.SegmentedStreams;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes;
import org.millrace.http.Route;

/** Brings MPEG-DASH. */
public final class DashPlugin implements MillracePlugin {
  private static final int SWEEP_SECONDS = 5;

  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();
  private @Nullable ScheduledFuture<?> sweeper;

  @Override
  public List<Setting<?>> settings() {
    return DashSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    SegmentedStreams streams = context.service(SegmentedStreams.class);
    LiveRuns runs = new LiveRuns(streams, DashSettings.read(context.settings()));
    HttpRoutes routes = context.service(HttpRoutes.class);
    mount(routes, ManifestHandler.PATTERN, new ManifestHandler(streams, runs));
    mount(routes, MediaHandler.PATTERN, new MediaHandler(runs));
    mount(routes, ClockHandler.PATH, new ClockHandler(Clock.systemUTC()));
    sweeper =
        context
            .scheduler()
            .scheduleWithFixedDelay(
                runs::forgetOld, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private void mount(HttpRoutes routes, String pattern, HttpHandler handler) {
    mounted.add(routes.mount(Route.open(HttpMethod.GET, pattern), handler));
  }

  @Override
  public void stop() {
    mounted.forEach(HttpRoutes.Registration::close);
    mounted.clear();
    if (sweeper != null) {
      sweeper.cancel(false);
      sweeper = null;
    }
  }
}
