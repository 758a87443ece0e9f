package org.millrace.server.application;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Client;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscription;

/** Which client is behind which subscription. Safe for use by any thread. */
public final class ViewerTable {
  private static final Logger LOG = LogManager.getLogger(ViewerTable.class);

  private final Map<Subscription, Viewer> viewers = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final Consumer<ServerEvent> events;

  /** Somebody who plays. */
  private record Viewer(long number, Client client, Subscription subscription, Instant begun) {

    /** On the subscription's event loop. */
    private ViewerInfo describe() {
      return new ViewerInfo(
          "v" + number,
          subscription.key(),
          client.id(),
          client.request().protocol(),
          client.request().remoteAddress(),
          begun,
          subscription.statistics());
    }
  }

  /**
   * A table without viewers.
   *
   * @param events are told of those who come and go
   */
  public ViewerTable(Consumer<ServerEvent> events) {
    this.events = events;
  }

  /** A client begins to play. On the subscription's event loop. */
  void begun(Client client, Subscription subscription) {
    Viewer viewer = new Viewer(lastNumber.incrementAndGet(), client, subscription, Instant.now());
    viewers.put(subscription, viewer);
    events.accept(new ServerEvent.PlayBegun(viewer.begun(), viewer.describe()));
    if (subscription.isClosed()) {
      ended(subscription);
    }
  }

  /**
   * A subscription has ended.
   *
   * @param subscription anybody's; on its event loop
   */
  public void ended(Subscription subscription) {
    Viewer viewer = viewers.remove(subscription);
    if (viewer != null) {
      events.accept(new ServerEvent.PlayEnded(Instant.now(), viewer.describe()));
    }
  }

  /**
   * The viewers of a stream.
   *
   * @param stream which
   * @return in the order of their beginning; completed on an event loop
   */
  public CompletionStage<List<ViewerInfo>> of(StreamKey stream) {
    Map<EventLoop, List<Viewer>> byLoop =
        viewers.values().stream()
            .filter(viewer -> viewer.subscription().key().equals(stream))
            .collect(Collectors.groupingBy(viewer -> viewer.subscription().eventLoop()));
    List<CompletableFuture<List<Described>>> parts = new ArrayList<>();
    byLoop.forEach((loop, some) -> parts.add(describe(loop, some)));
    return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all ->
                parts.stream()
                    .flatMap(part -> part.join().stream())
                    .sorted(Comparator.comparingLong(Described::number))
                    .map(Described::info)
                    .toList());
  }

  private record Described(long number, ViewerInfo info) {}

  private static CompletableFuture<List<Described>> describe(EventLoop loop, List<Viewer> some) {
    CompletableFuture<List<Described>> result = new CompletableFuture<>();
    try {
      loop.execute(
          () ->
              result.complete(
                  some.stream()
                      .map(viewer -> new Described(viewer.number(), viewer.describe()))
                      .toList()));
    } catch (RejectedExecutionException e) {
      LOG.debug("the event loop has ended, and all viewers with it");
      result.complete(List.of());
    }
    return result;
  }
}
