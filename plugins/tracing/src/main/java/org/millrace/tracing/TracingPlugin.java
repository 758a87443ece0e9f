package org.millrace.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;

/** The entry of the plugin. */
public final class TracingPlugin implements MillracePlugin {
  private @Nullable Tracing tracing;

  @Override
  public List<Setting<?>> settings() {
    return TracingSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    TracingSettings.of(context.settings(), System.getenv())
        .ifPresent(settings -> tracing = Tracing.start(context, settings));
  }

  @Override
  public void stop() {
    Tracing started = tracing;
    if (started != null) {
      started.close();
    }
  }
}
