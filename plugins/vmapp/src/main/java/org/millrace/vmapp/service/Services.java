package org.millrace.vmapp.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;

/** The services of one load of a script. */
public final class Services implements AutoCloseable {
  private final ApplicationContext context;
  private final Clients clients;
  private final ConfigNode.Table settings;
  private final Streams streams;
  private final Aliases aliases;
  private final Timers timers;
  private final Statistics statistics;
  private final HttpRequests http;
  private final Relays relays;

  /**
   * Services that nothing has been asked of.
   *
   * @param context the application's
   * @param clients those that the application has
   * @param settings what the script finds in {@code millrace.settings}
   * @param limits how much it may have
   */
  public Services(
      ApplicationContext context,
      Clients clients,
      ConfigNode.Table settings,
      ServiceLimits limits) {
    this.context = context;
    this.clients = clients;
    this.settings = settings;
    streams = new Streams(context.name(), context.plugin().streams());
    aliases = new Aliases(limits.aliases());
    timers = new Timers(context.plugin().scheduler(), limits.timers(), this::report);
    statistics = new Statistics(context.log(), limits.statistics());
    http = new HttpRequests(context.name(), limits.http(), this::report);
    relays = new Relays(context, limits.relays());
    statistics.logEach(limits.statisticsInterval(), context.plugin().scheduler());
  }

  /**
   * The tables {@code millrace} and {@code crtmpserver}.
   *
   * @return globals for the script
   */
  public Map<String, Object> globals() {
    return Map.of("millrace", table(), "crtmpserver", oldNames());
  }

  /** The table {@code millrace}. */
  Map<String, Object> table() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("application", context.name());
    table.put("settings", SettingsTable.of(settings));
    table.putAll(LogLines.functions(context.log()));
    table.putAll(streams.functions());
    table.putAll(aliases.functions());
    table.putAll(clients.functions());
    table.putAll(timers.functions());
    table.putAll(statistics.functions());
    table.putAll(http.functions());
    table.putAll(relays.functions());
    return table;
  }

  /** The table {@code crtmpserver}: what its vmapp has and means the same here. */
  Map<String, Object> oldNames() {
    Object disconnect = clients.functions().get("disconnect");
    HostFunction getConfig =
        Arguments.function("getConfig", arguments -> SettingsTable.of(context.settings()));
    return Map.of(
        "getConfig", getConfig,
        "enqueueForDelete", disconnect,
        "gracefullyEnqueueForDelete", disconnect);
  }

  /**
   * Other names of streams.
   *
   * @return those that the script has made
   */
  public Aliases aliases() {
    return aliases;
  }

  /**
   * Streams that are pulled and pushed.
   *
   * @return those that the script has begun
   */
  public Relays relays() {
    return relays;
  }

  /**
   * Tells who wrote the script of a failure that nobody else hears of.
   *
   * @param function what was called
   * @param failure null if there was none
   */
  public void report(String function, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ScriptException) {
      context.log().error("{} fails: {}", function, cause.getMessage());
    } else if (cause != null) {
      context.log().error("{} fails", function, cause);
    }
  }

  /** Ends what the script has begun. */
  @Override
  public void close() {
    timers.close();
    statistics.close();
    http.close();
    relays.close();
  }
}
