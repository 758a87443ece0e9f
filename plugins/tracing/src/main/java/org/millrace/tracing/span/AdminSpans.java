package org.millrace.tracing.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.http.AdminRequest;

/**
 * Makes spans of what the administrator asks for over HTTP, as parts of the caller's trace if it
 * names one. Any thread.
 */
public final class AdminSpans implements Consumer<AdminRequest> {
  private static final int SERVER_ERROR = 500;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;

  private final Tracer tracer;

  /**
   * Makes spans of all requests from now on.
   *
   * @param tracer makes them
   */
  public AdminSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void accept(AdminRequest request) {
    Span span =
        tracer
            .spanBuilder(request.method() + " " + request.route())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(request))
            .setStartTimestamp(request.begun())
            .setAllAttributes(attributes(request))
            .startSpan();
    int status = request.status();
    if (status == 0) {
      span.setAttribute(Keys.ERROR_TYPE, "closed").setStatus(StatusCode.ERROR);
    } else if (status >= SERVER_ERROR) {
      span.setAttribute(Keys.ERROR_TYPE, Integer.toString(status)).setStatus(StatusCode.ERROR);
    }
    span.end(request.ended());
  }

  /** Whoever is turned away does not decide what is sampled. */
  private static Context parent(AdminRequest request) {
    return switch (request.status()) {
      case UNAUTHORIZED, FORBIDDEN, TOO_MANY -> Context.root();
      default ->
          W3CTraceContextPropagator.getInstance()
              .extract(Context.root(), request, TraceParent.INSTANCE);
    };
  }

  private static Attributes attributes(AdminRequest request) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Keys.METHOD, request.method().name())
            .put(Keys.ROUTE, request.route().toString())
            .put(Keys.PATH, request.path())
            .put(Keys.SCHEME, request.secure() ? "https" : "http");
    Keys.putPeer(attributes, request.peer());
    if (request.status() != 0) {
      attributes.put(Keys.STATUS, (long) request.status());
    }
    return attributes.build();
  }

  /** The one field that is looked at. */
  private enum TraceParent implements TextMapGetter<AdminRequest> {
    INSTANCE;

    @Override
    public Iterable<String> keys(AdminRequest request) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable AdminRequest request, String key) {
      return request != null && key.equals("traceparent")
          ? request.traceparent().orElse(null)
          : null;
    }
  }
}
