package org.millrace.http.connection;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.function.Consumer;

/** Sees to it that requests come, that their heads do not take for ever, nor their bodies. */
final class InputWatch {

  private enum Waiting {
    /** An exchange is under way, and nothing more is expected of the client. */
    FOR_NOTHING,
    /** Nothing of a request has come. */
    FOR_REQUEST,
    /** A part of a head has come. */
    FOR_HEAD,
    /** A part of a body is still to come. */
    FOR_BODY
  }

  private final HttpSettings settings;
  private final Consumer<String> onSlow;
  private final Deadline deadline;
  private Waiting waiting = Waiting.FOR_NOTHING;
  private long bodyBytes;

  /**
   * Watches nothing yet.
   *
   * @param onSlow is told what the client was too slow with
   */
  InputWatch(ChannelHandlerContext context, HttpSettings settings, Consumer<String> onSlow) {
    this.settings = settings;
    this.onSlow = onSlow;
    this.deadline = new Deadline(context, this::missed);
  }

  void forRequest() {
    begin(Waiting.FOR_REQUEST, settings.idleTimeout());
  }

  void forHead() {
    begin(Waiting.FOR_HEAD, settings.headerTimeout());
  }

  void forBody() {
    if (waiting != Waiting.FOR_BODY) {
      bodyBytes = 0;
    }
    begin(Waiting.FOR_BODY, settings.bodyTimeout());
  }

  private void begin(Waiting what, Duration time) {
    if (waiting != what) {
      waiting = what;
      deadline.within(time);
    }
  }

  /** A part of the body has come. */
  void bodyCame(int bytes) {
    bodyBytes += bytes;
  }

  void forNothing() {
    waiting = Waiting.FOR_NOTHING;
    deadline.never();
  }

  void stop() {
    deadline.stop();
  }

  boolean isForBody() {
    return waiting == Waiting.FOR_BODY;
  }

  private void missed() {
    switch (waiting) {
      case FOR_REQUEST -> onSlow.accept("no request for idleTimeout");
      case FOR_HEAD -> onSlow.accept("a request's head takes longer than headerTimeout");
      case FOR_BODY -> checkRate();
      case FOR_NOTHING -> deadline.never();
    }
  }

  private void checkRate() {
    double expected = settings.minBodyRate() * (settings.bodyTimeout().toMillis() / 1000.0);
    if (bodyBytes == 0 || bodyBytes < expected) {
      onSlow.accept(
          "a request's body: %d bytes in bodyTimeout (expected: minBodyRate)".formatted(bodyBytes));
    } else {
      bodyBytes = 0;
      deadline.within(settings.bodyTimeout());
    }
  }
}
