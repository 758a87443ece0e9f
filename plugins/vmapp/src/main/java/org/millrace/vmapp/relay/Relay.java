package org.millrace.vmapp.relay;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.StreamKey;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.rtmp.client.StreamListener;

/** One stream between this server and another one, from its beginning to its end. */
public abstract sealed class Relay implements StreamListener permits PullRelay, PushRelay {
  private final Plan plan;
  private final BiConsumer<Relay, @Nullable String> report;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean running;
  private volatile @Nullable RtmpClient client;
  private volatile @Nullable String stopped;

  /**
   * What is wanted.
   *
   * @param id for who wants it
   * @param uri the stream there
   * @param stream the stream here
   */
  public record Plan(String id, RtmpUri uri, StreamKey stream) {}

  /**
   * A relay that has not begun.
   *
   * @param plan what is wanted
   * @param report is called with null when it runs, and once with the reason when it has ended
   */
  Relay(Plan plan, BiConsumer<Relay, @Nullable String> report) {
    this.plan = plan;
    this.report = report;
  }

  /**
   * What is wanted.
   *
   * @return as it was given
   */
  public final Plan plan() {
    return plan;
  }

  /**
   * The direction.
   *
   * @return {@code pull} or {@code push}
   */
  public abstract String kind();

  /**
   * Whether both servers have agreed.
   *
   * @return false before, and after the end
   */
  public final boolean isRunning() {
    return running;
  }

  /**
   * Connects. Any thread may call; once.
   *
   * @param dialer opens the connection
   */
  public final void begin(RtmpDialer dialer) {
    dialer
        .connect(plan.uri())
        .thenCompose(this::connected)
        .whenComplete(
            (stream, failure) -> {
              if (failure == null) {
                agreed(stream);
              } else {
                stop(reason(failure));
              }
            });
  }

  private CompletionStage<ClientStream> connected(RtmpClient opened) {
    client = opened;
    String reason = stopped;
    if (reason != null) {
      opened.close(reason);
    }
    return open(opened);
  }

  private void agreed(ClientStream stream) {
    if (stopped == null) {
      running = true;
      report.accept(this, null);
      run(stream);
    }
  }

  /** Asks the other server. */
  abstract CompletionStage<ClientStream> open(RtmpClient opened);

  /** The other server has agreed. */
  abstract void run(ClientStream stream);

  /** Gives back what it holds here. */
  abstract void release();

  /**
   * Ends it. Any thread may call; idempotent.
   *
   * @param reason for people
   */
  public final void stop(String reason) {
    stopped = reason;
    RtmpClient open = client;
    if (open == null) {
      end(reason);
    } else {
      open.close(reason);
      open.connection().channel().eventLoop().execute(() -> end(reason));
    }
  }

  @Override
  public final void onClosed(String reason) {
    end(reason);
  }

  private void end(String reason) {
    if (!ended.getAndSet(true)) {
      stopped = reason;
      running = false;
      release();
      report.accept(this, reason);
    }
  }

  private static String reason(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? reason(failure.getCause())
        : String.valueOf(failure.getMessage());
  }

  /** For the log. */
  @Override
  public final String toString() {
    return kind() + " " + plan.id() + " of " + plan.stream() + ", " + plan.uri().connectUrl();
  }
}
