package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.http.HttpBodyFlow;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpException;

/**
 * The body of one request. What comes before the handler has said what it wants waits, and the
 * socket is not read on.
 */
final class RequestBody implements HttpBodyFlow {

  private enum State {
    /**
     * The handler has not said yet. To TAKEN by {@link #read}, to DISCARDED by {@link #discard}.
     */
    UNDECIDED,
    /** The reader gets it. To DISCARDED when it wants no more. */
    TAKEN,
    /** Nobody gets it. */
    DISCARDED
  }

  private final ByteBufAllocator allocator;
  private final Consumer<Boolean> pause;
  private final Deque<ByteBuf> undecided = new ArrayDeque<>();
  private State state = State.UNDECIDED;
  private @Nullable HttpBodyReader reader;
  private long mayDiscard;
  private boolean complete;
  private boolean endTold;

  /**
   * A body of which nothing has come yet.
   *
   * @param allocator for a body that is collected
   * @param pause is told whether the socket is to be left alone
   */
  RequestBody(ByteBufAllocator allocator, Consumer<Boolean> pause) {
    this.allocator = allocator;
    this.pause = pause;
  }

  /**
   * Takes the next part.
   *
   * @param content ownership passes
   */
  void take(HttpContent content) {
    complete |= content instanceof LastHttpContent;
    ByteBuf bytes = content.content();
    try {
      if (state == State.DISCARDED) {
        mayDiscard -= bytes.readableBytes();
      } else if (state == State.UNDECIDED && bytes.isReadable()) {
        undecided.add(bytes.retain());
        pause.accept(true);
      } else {
        hand(bytes);
      }
    } finally {
      content.release();
    }
  }

  private void hand(ByteBuf bytes) {
    HttpBodyReader to = reader;
    if (to != null && bytes.isReadable()) {
      to.onBytes(bytes);
    }
    tellEnd();
  }

  private void tellEnd() {
    HttpBodyReader to = reader;
    if (complete && to != null && !endTold) {
      endTold = true;
      to.onEnd();
    }
  }

  /** Whether all of it has come. */
  boolean isComplete() {
    return complete;
  }

  /** From now on the reader gets it, and what has come already at once. */
  void read(HttpBodyReader to) {
    if (state != State.UNDECIDED) {
      throw new IllegalStateException("the body is taken already");
    }
    state = State.TAKEN;
    reader = to;
    pause.accept(false);
    ByteBuf bytes;
    while ((bytes = undecided.poll()) != null) {
      try {
        hand(bytes);
      } finally {
        bytes.release();
      }
    }
    tellEnd();
  }

  /** Collects it; as {@link org.millrace.http.HttpExchange#body(int)} has it. */
  CompletionStage<ByteBuf> collect(int maxBytes) {
    Collector collector = new Collector(allocator.buffer(), maxBytes);
    read(collector);
    return collector.outcome;
  }

  /**
   * From now on nobody gets it.
   *
   * @return false if more has come than may be thrown away
   */
  boolean discard(long maxBytes) {
    if (state != State.DISCARDED) {
      state = State.DISCARDED;
      reader = null;
      mayDiscard = maxBytes - releaseUndecided();
      pause.accept(false);
    }
    return mayDiscard >= 0;
  }

  private long releaseUndecided() {
    long length = 0;
    ByteBuf bytes;
    while ((bytes = undecided.poll()) != null) {
      length += bytes.readableBytes();
      bytes.release();
    }
    return length;
  }

  /** Whether somebody has said what is to become of it. */
  boolean isDecided() {
    return state != State.UNDECIDED;
  }

  /** It will not become whole; the status is for who collects it. */
  void abort(HttpResponseStatus status, String reason) {
    HttpBodyReader to = reader;
    if (to instanceof Collector collector) {
      collector.abortStatus = status;
    }
    state = State.DISCARDED;
    reader = null;
    releaseUndecided();
    if (to != null && !endTold) {
      to.onAborted(reason);
    }
  }

  @Override
  public void pause() {
    if (state == State.TAKEN) {
      pause.accept(true);
    }
  }

  @Override
  public void resume() {
    if (state == State.TAKEN) {
      pause.accept(false);
    }
  }

  /** Puts a body together; copies, so that many small parts do not hold a buffer each. */
  private static final class Collector implements HttpBodyReader {
    private final CompletableFuture<ByteBuf> outcome = new CompletableFuture<>();
    private final ByteBuf parts;
    private final int maxBytes;
    private HttpResponseStatus abortStatus = HttpResponseStatus.BAD_REQUEST;

    Collector(ByteBuf parts, int maxBytes) {
      this.parts = parts;
      this.maxBytes = maxBytes;
    }

    @Override
    public void onBytes(ByteBuf bytes) {
      if (outcome.isDone()) {
        return;
      }
      if (bytes.readableBytes() > maxBytes - parts.readableBytes()) {
        fail(
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            "body (expected: at most " + maxBytes + " bytes)");
      } else {
        parts.writeBytes(bytes);
      }
    }

    @Override
    public void onEnd() {
      if (!outcome.isDone()) {
        outcome.complete(parts);
      }
    }

    @Override
    public void onAborted(String reason) {
      if (!outcome.isDone()) {
        fail(abortStatus, reason);
      }
    }

    private void fail(HttpResponseStatus status, String detail) {
      parts.release();
      outcome.completeExceptionally(new HttpException(status, detail));
    }
  }
}
