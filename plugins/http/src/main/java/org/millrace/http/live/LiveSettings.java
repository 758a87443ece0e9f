package org.millrace.http.live;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.http.HttpExchange;

/** The settings that all forms of live streams over HTTP have, each for itself. */
public final class LiveSettings {
  private final Setting<Duration> waitForStream;
  private final Setting<Boolean> startParameter;

  /**
   * Settings of a form.
   *
   * @param format what their descriptions call it, such as {@code FLV over HTTP}
   */
  public LiveSettings(String format) {
    waitForStream =
        Setting.duration(
            "waitForStream",
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofMinutes(10),
            "How long a player of "
                + format
                + " waits for a stream that is not live before it is told so (status 404)");
    startParameter =
        Setting.flag(
            "startParameter",
            true,
            "Whether a player of "
                + format
                + " may say where it starts (?start=keyframe, gop or catchup) instead of the"
                + " application's startMode");
  }

  /**
   * All of them.
   *
   * @return for the plugin to declare
   */
  public List<Setting<?>> all() {
    return List.of(waitForStream, startParameter);
  }

  /**
   * A handler as a plugin's settings want it.
   *
   * @param plugin the settings
   * @param form makes the form of one viewer
   * @return to be mounted
   */
  public LivePlayHandler handler(ConfigNode.Table plugin, Function<HttpExchange, LiveForm> form) {
    return new LivePlayHandler(waitForStream.read(plugin), startParameter.read(plugin), form);
  }
}
