package org.millrace.vmapp.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HookArguments;
import org.millrace.api.script.HostFunction;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;

/** {@code millrace.streams}, {@code stream} and {@code close}: the application's own streams. */
final class Streams {
  private final String application;
  private final StreamRegistry registry;

  Streams(String application, StreamRegistry registry) {
    this.application = application;
    this.registry = registry;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "streams", Arguments.function("streams", arguments -> all()),
        "stream", Arguments.function("stream", arguments -> one(arguments.text(0, "name"))),
        "close", Arguments.function("close", arguments -> close(arguments.text(0, "name"))));
  }

  private List<Map<String, Object>> all() {
    return registry.streams().stream()
        .filter(stream -> stream.key().application().equals(application))
        .sorted(Comparator.comparing(stream -> stream.key().name()))
        .map(HookArguments::stream)
        .toList();
  }

  private @Nullable Map<String, Object> one(String name) {
    return find(name).map(HookArguments::stream).orElse(null);
  }

  /** Ends the publication; whether there was one. */
  private boolean close(String name) {
    Optional<LiveStream> stream = find(name).filter(LiveStream::isLive);
    stream.ifPresent(live -> live.unpublish(CloseReason.KICKED));
    return stream.isPresent();
  }

  private Optional<LiveStream> find(String name) {
    return name.isEmpty() ? Optional.empty() : registry.find(new StreamKey(application, name));
  }
}
