package org.millrace.http.live;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** Sends a live stream as the answer to one request. */
public final class LivePlayer implements Subscriber, WebSocketListener {

  private enum State {
    /** No publisher is there, and nothing answered. To PLAYING by onPublished, to ENDED. */
    WAITING,
    /** Frames are sent. To ENDING by onUnpublished, to ENDED. */
    PLAYING,
    /** The publisher has gone; what it left is sent. To ENDED when it is, to PLAYING. */
    ENDING,
    /** The answer has ended. No way out. */
    ENDED
  }

  /** Taken from the stream at a time; a socket's queue is not much longer. */
  private static final int BATCH_BYTES = 64 * 1024;

  /** To link a stream that is live takes a moment, however short waiting is to be. */
  private static final Duration LINKING = Duration.ofSeconds(2);

  // RFC 6455 section 7.4.1.
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;
  private static final int POLICY = 1008;

  private final HttpExchange exchange;
  private final String name;
  private final LiveForm form;
  private State state = State.WAITING;
  private @Nullable Subscription subscription;
  private @Nullable RawStream output;
  private @Nullable Future<?> timeout;
  private boolean draining;

  /** Nothing is sent as long as the form holds it back. */
  private boolean held = true;

  private boolean full;

  /**
   * A player; it is the subscriber to play with, and then has to be {@link #start}ed.
   *
   * @param exchange is answered by it
   * @param name the stream's, as the client has it
   * @param form this viewer's own
   */
  public LivePlayer(HttpExchange exchange, String name, LiveForm form) {
    this.exchange = exchange;
    this.name = name;
    this.form = form;
  }

  /**
   * Begins, at once or when a publisher comes.
   *
   * @param newSubscription where frames come from
   * @param wait how long a publisher is waited for
   */
  public void start(Subscription newSubscription, Duration wait) {
    subscription = newSubscription;
    exchange.onEnd(this::onClosed);
    if (state == State.WAITING) {
      boolean linking = newSubscription.stream().isLive() && wait.compareTo(LINKING) < 0;
      Duration longest = linking ? LINKING : wait;
      timeout =
          exchange
              .eventLoop()
              .schedule(this::waitedInVain, longest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void waitedInVain() {
    if (state == State.WAITING) {
      end();
      exchange.fail(new HttpException(HttpResponseStatus.NOT_FOUND, name + " is not live"));
    }
  }

  @Override
  public void onPublished(Subscription from) {
    if (state == State.WAITING) {
      cancelTimeout();
      answer();
    } else if (state == State.ENDING) {
      state = State.PLAYING;
    }
  }

  private void answer() {
    RawStream opened;
    try {
      opened =
          exchange.isWebSocket()
              ? exchange.acceptWebSocket(this)
              : exchange.respondRaw(HttpResponseStatus.OK, headers(), this);
    } catch (HttpException e) {
      end();
      exchange.fail(e);
      return;
    }
    state = State.PLAYING;
    output = opened;
    full = !opened.isWritable();
    opened.flush();
  }

  private HttpHeaders headers() {
    return new DefaultHttpHeaders()
        .set(HttpHeaderNames.CONTENT_TYPE, form.contentType())
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
  }

  @Override
  public void onFrames(Subscription from) {
    drain();
  }

  @Override
  public void onWritability(boolean writable) {
    full = !writable;
    if (writable) {
      drain();
    }
  }

  /**
   * Sends what is there while the socket takes it. The hot path: per viewer and batch one write and
   * one flush of bytes that exist already, and nothing else.
   */
  private void drain() {
    Subscription from = subscription;
    RawStream to = output;
    // Flushing makes the channel writable, and that calls back.
    if (from == null || to == null || draining || (held && isHeld(from))) {
      return;
    }
    draining = true;
    try {
      ByteBuf bytes;
      while (!full && (bytes = form.poll(from, BATCH_BYTES)) != null) {
        to.write(bytes);
        to.flush();
      }
    } finally {
      draining = false;
    }
    if (state == State.ENDING && !full) {
      close(NORMAL, "the stream has ended");
    }
  }

  private boolean isHeld(Subscription from) {
    Duration rest = form.holdBack(from.stream());
    held = state == State.PLAYING && rest.compareTo(Duration.ZERO) > 0;
    if (held && timeout == null) {
      timeout =
          exchange
              .eventLoop()
              .schedule(this::heldLongEnough, rest.toMillis(), TimeUnit.MILLISECONDS);
    }
    return held;
  }

  private void heldLongEnough() {
    timeout = null;
    drain();
  }

  @Override
  public void onUnpublished(Subscription from) {
    if (state == State.PLAYING) {
      state = State.ENDING;
      drain();
    }
  }

  @Override
  public void onClosed(Subscription from, CloseReason reason) {
    if (state == State.WAITING) {
      end();
      exchange.fail(
          new HttpException(
              HttpResponseStatus.SERVICE_UNAVAILABLE, "playing has ended: " + reason));
    } else {
      int code = reason == CloseReason.SHUTDOWN ? GOING_AWAY : POLICY;
      close(code, "playing has ended: " + reason);
    }
  }

  private void close(int code, String reason) {
    RawStream closing = output;
    end();
    if (closing instanceof WebSocket socket) {
      socket.close(code, reason);
    } else if (closing != null && code == POLICY) {
      closing.close(reason);
    } else if (closing != null) {
      closing.end(reason);
    }
  }

  /** The answer has ended, or the connection. */
  @Override
  public void onClosed() {
    end();
  }

  /** Lets go of all; nothing is sent any more. Idempotent. */
  private void end() {
    state = State.ENDED;
    cancelTimeout();
    output = null;
    Subscription closing = subscription;
    subscription = null;
    if (closing != null) {
      closing.close();
    }
  }

  private void cancelTimeout() {
    Future<?> waiting = timeout;
    timeout = null;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }
}
