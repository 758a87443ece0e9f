package org.millrace.tracing.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things that last, for hours perhaps. A span is not seen before it ends: so the beginning is a
 * short span of its own, and the parent of one over the whole time, which comes with the end.
 */
final class Lasting {
  private final Tracer tracer;
  private final Map<Object, Begun> begun = new HashMap<>();

  private record Begun(Instant time, Context context) {}

  Lasting(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Something begins.
   *
   * @param name what it is
   * @param key which one
   * @param parent the key of what it is a part of
   */
  void begin(String name, Object key, Object parent, Instant time, Attributes attributes) {
    Context above = context(parent);
    Span span = moment(name + " begun", above, time, attributes);
    begun.put(key, new Begun(time, above.with(span)));
  }

  /** Something ends; if its beginning was not seen, it is a trace of its own. */
  void end(String name, Object key, Instant time, Attributes attributes, @Nullable String failure) {
    Begun beginning = begun.remove(key);
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(beginning == null ? Context.root() : beginning.context())
            .setStartTimestamp(beginning == null ? time : beginning.time())
            .setAllAttributes(attributes)
            .startSpan();
    if (failure != null) {
      span.setAttribute(Keys.ERROR_TYPE, failure).setStatus(StatusCode.ERROR);
    }
    span.end(time);
  }

  /** Something that takes no time. */
  void moment(String name, Instant time, Attributes attributes) {
    var unused = moment(name, Context.root(), time, attributes);
  }

  private Span moment(String name, Context parent, Instant time, Attributes attributes) {
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(parent)
            .setStartTimestamp(time)
            .setAllAttributes(attributes)
            .startSpan();
    span.end(time);
    return span;
  }

  private Context context(Object key) {
    Begun beginning = begun.get(key);
    return beginning == null ? Context.root() : beginning.context();
  }

  /** Ends may have been missed: what was begun is forgotten, or it would stay for ever. */
  void forget() {
    begun.clear();
  }
}
