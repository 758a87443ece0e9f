package org.millrace.hls.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;

/** Brings HTTP Live Streaming, and segments for other plugins. */
public final class HlsPlugin implements MillracePlugin {
  private @Nullable HlsService service;

  @Override
  public List<Setting<?>> settings() {
    return HlsSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    service = new HlsService(HlsSettings.read(context.settings()), context);
  }

  @Override
  public void stop() {
    if (service != null) {
      service.close();
      service = null;
    }
  }
}
