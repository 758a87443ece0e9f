package org.millrace.vmapp.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptFunction;

/**
 * {@code millrace.request}: asks HTTP servers, those that the configuration allows. Redirections
 * are not followed: they could lead to another one.
 */
final class HttpRequests implements AutoCloseable {
  private static final Set<String> OPTIONS = Set.of("url", "method", "headers", "body", "timeout");
  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 10;
  private static final double MILLIS_PER_SECOND = 1000;

  private final String application;
  private final ServiceLimits.Http limits;
  private final AllowedHosts hosts;
  private final BiConsumer<String, @Nullable Throwable> report;
  private final AtomicInteger underWay = new AtomicInteger();

  /** Made for the first request: most scripts make none. */
  private @Nullable HttpClient client;

  private @Nullable ThreadPoolExecutor threads;
  private boolean closed;

  HttpRequests(
      String application,
      ServiceLimits.Http limits,
      BiConsumer<String, @Nullable Throwable> report) {
    this.application = application;
    this.limits = limits;
    this.hosts = new AllowedHosts(limits.hosts());
    this.report = report;
  }

  Map<String, HostFunction> functions() {
    return Map.of("request", Arguments.function("request", this::request));
  }

  /** What the callback returns, when it has been called; for a hook to return. */
  private @Nullable Object request(Arguments arguments) {
    HttpRequest request = read(arguments);
    CompletionStage<Map<String, Object>> answer = send(request);
    if (!arguments.has(1)) {
      return null;
    }
    ScriptFunction callback = arguments.callback(1, "function");
    CompletionStage<List<@Nullable Object>> results =
        answer.thenCompose(table -> callback.call(List.of(table)));
    results.whenComplete(
        (values, failure) -> report.accept("callback of millrace.request", failure));
    return results;
  }

  private HttpRequest read(Arguments arguments) {
    Map<?, ?> options = arguments.table(0, "options", OPTIONS);
    URI uri = uri(arguments, options.get("url"));
    try {
      String body = text(arguments, options, "body", "");
      if (body.length() > limits.maxBytes()) {
        throw arguments.wrong(
            "options.body",
            body.length() + " characters",
            "at most httpMaxBytes = " + limits.maxBytes());
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(limits.timeout())
              .version(HttpClient.Version.HTTP_1_1)
              .method(
                  text(arguments, options, "method", "GET").toUpperCase(Locale.ROOT),
                  BodyPublishers.ofString(body));
      if (options.get("timeout") instanceof Double seconds) {
        long millis = (long) (seconds * MILLIS_PER_SECOND);
        if (millis < 1 || millis > limits.timeout().toMillis()) {
          throw arguments.wrong(
              "options.timeout",
              seconds,
              "at most httpTimeout = " + limits.timeout().toMillis() / MILLIS_PER_SECOND);
        }
        request.timeout(Duration.ofMillis(millis));
      }
      if (options.get("headers") instanceof Map<?, ?> headers) {
        headers.forEach((name, value) -> request.header(name.toString(), String.valueOf(value)));
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw arguments.wrong("options", options, "a request: " + e.getMessage());
    }
  }

  private URI uri(Arguments arguments, @Nullable Object url) {
    URI uri;
    try {
      uri = URI.create(String.valueOf(url));
    } catch (IllegalArgumentException e) {
      throw arguments.wrong("options.url", url, "a URL");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw arguments.wrong("options.url", url, "http://host/... or https://host/...");
    }
    if (!hosts.contains(uri.getHost(), port(uri))) {
      throw arguments.wrong("options.url", url, "a host that httpHosts names: " + limits.hosts());
    }
    return uri;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static String text(Arguments arguments, Map<?, ?> options, String key, String otherwise) {
    Object value = options.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text) {
      return text;
    }
    throw arguments.wrong("options." + key, value, "a string");
  }

  /** Completed with status, headers and body, or with an error. */
  private CompletionStage<Map<String, Object>> send(HttpRequest request) {
    if (underWay.incrementAndGet() > limits.maxRequests()) {
      underWay.decrementAndGet();
      return CompletableFuture.completedStage(
          error("too many requests under way (httpMaxRequests = " + limits.maxRequests() + ")"));
    }
    CompletableFuture<HttpResponse<String>> response;
    try {
      response = client().sendAsync(request, head -> new BoundedBody(limits.maxBytes()));
    } catch (IOException e) {
      response = CompletableFuture.failedFuture(e);
    }
    return response.handle(
        (answer, failure) -> {
          underWay.decrementAndGet();
          return failure == null ? table(answer) : error(describe(failure));
        });
  }

  private synchronized HttpClient client() throws IOException {
    if (closed) {
      throw new IOException("the script is closed");
    }
    if (client == null) {
      threads =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              this::thread);
      threads.allowCoreThreadTimeOut(true);
      client =
          HttpClient.newBuilder()
              .executor(threads)
              .connectTimeout(limits.timeout())
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "http-" + application);
    thread.setDaemon(true);
    return thread;
  }

  private static Map<String, Object> table(HttpResponse<String> answer) {
    Map<String, Object> headers = new LinkedHashMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return Map.of("status", answer.statusCode(), "headers", headers, "body", answer.body());
  }

  private static Map<String, Object> error(String reason) {
    return Map.of("error", reason);
  }

  private String describe(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return describe(failure.getCause());
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time (httpTimeout = "
          + limits.timeout().toMillis() / MILLIS_PER_SECOND
          + ")";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  @Override
  public synchronized void close() {
    closed = true;
    client = null;
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
