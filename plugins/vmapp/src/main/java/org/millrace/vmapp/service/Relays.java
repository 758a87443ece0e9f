package org.millrace.vmapp.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.vmapp.relay.PullRelay;
import org.millrace.vmapp.relay.PushRelay;
import org.millrace.vmapp.relay.Relay;

/**
 * {@code millrace.pull}, {@code push}, {@code relays} and {@code stop}: streams from and to other
 * RTMP servers. Safe for use by any thread.
 */
public final class Relays implements AutoCloseable {
  private final ApplicationContext context;
  private final StreamRegistry streams;
  private final ServiceLimits.Relaying limits;
  private final AllowedHosts hosts;
  private final Map<String, Relay> relays = new LinkedHashMap<>();
  private int lastId;
  private boolean closed;
  private volatile Consumer<Map<String, Object>> onStarted = relay -> {};
  private volatile BiConsumer<Map<String, Object>, String> onEnded = (relay, reason) -> {};

  Relays(ApplicationContext context, ServiceLimits.Relaying limits) {
    this.context = context;
    this.streams = context.plugin().streams();
    this.limits = limits;
    this.hosts = new AllowedHosts(limits.hosts());
  }

  /**
   * Who wants to hear of relays.
   *
   * @param started is told of each that runs
   * @param ended is told of each that has ended, and why
   */
  public void listen(
      Consumer<Map<String, Object>> started, BiConsumer<Map<String, Object>, String> ended) {
    onStarted = started;
    onEnded = ended;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "pull", Arguments.function("pull", this::pull),
        "push", Arguments.function("push", this::push),
        "relays", Arguments.function("relays", arguments -> tables()),
        "stop", Arguments.function("stop", arguments -> stop(arguments.text(0, "relay"))));
  }

  private String pull(Arguments arguments) {
    RtmpUri uri = uri(arguments, 0);
    StreamKey stream = new StreamKey(context.name(), arguments.name(1, "stream"));
    return begin(id -> new PullRelay(new Relay.Plan(id, uri, stream), streams, this::report));
  }

  private String push(Arguments arguments) {
    StreamKey stream = new StreamKey(context.name(), arguments.name(0, "stream"));
    RtmpUri uri = uri(arguments, 1);
    return begin(id -> new PushRelay(new Relay.Plan(id, uri, stream), streams, this::report));
  }

  private RtmpUri uri(Arguments arguments, int index) {
    String text = arguments.text(index, "uri");
    RtmpUri uri;
    try {
      uri = RtmpUri.parse(text);
    } catch (IllegalArgumentException e) {
      throw arguments.wrong("uri", text, "rtmp://host[:port]/application/stream, or rtmps");
    }
    if (!hosts.contains(uri.host(), uri.port())) {
      throw arguments.wrong("uri", text, "a host that relayHosts names: " + limits.hosts());
    }
    return uri;
  }

  /** Makes a relay of an id. */
  private interface Making {
    Relay of(String id);
  }

  private String begin(Making making) {
    Relay relay;
    synchronized (this) {
      if (closed || relays.size() >= limits.max()) {
        throw new ScriptException(
            "one more relay (expected: at most maxRelays = " + limits.max() + ")");
      }
      relay = making.of("r" + ++lastId);
      relays.put(relay.plan().id(), relay);
    }
    ConfigNode.Table settings = ConfigNode.Table.empty(ConfigLocation.NONE);
    relay.begin(new RtmpDialer(context.plugin().connector(), context.name(), settings));
    return relay.plan().id();
  }

  /** A relay runs, if there is no reason; else it has ended. */
  private void report(Relay relay, @Nullable String reason) {
    if (reason == null) {
      context.log().info("{}", relay);
      onStarted.accept(table(relay));
      return;
    }
    synchronized (this) {
      relays.remove(relay.plan().id());
    }
    context.log().info("{} has ended: {}", relay, reason);
    onEnded.accept(table(relay), reason);
  }

  private static Map<String, Object> table(Relay relay) {
    return Map.of(
        "id", relay.plan().id(),
        "kind", relay.kind(),
        "uri", relay.plan().uri().toString(),
        "stream", relay.plan().stream().name(),
        "running", relay.isRunning());
  }

  private List<Map<String, Object>> tables() {
    return all().stream().map(Relays::table).toList();
  }

  private synchronized List<Relay> all() {
    return List.copyOf(relays.values());
  }

  private boolean stop(String id) {
    Relay relay;
    synchronized (this) {
      relay = relays.get(id);
    }
    if (relay != null) {
      relay.stop("stopped by the script");
    }
    return relay != null;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all().forEach(relay -> relay.stop("the script has ended"));
  }
}
