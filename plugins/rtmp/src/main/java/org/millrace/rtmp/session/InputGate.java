package org.millrace.rtmp.session;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.message.RtmpMessage;
import org.millrace.rtmp.message.RtmpMessage.Media;

/**
 * Keeps messages in order while a hook decides: what comes behind a connect, publish or play waits
 * until that is answered. Meanwhile nothing is read, so that no more waits than one read brings.
 */
final class InputGate {
  private final Channel channel;
  private final Consumer<RtmpMessage> receiver;
  private final Runnable afterOpening;
  private final Deque<RtmpMessage> waiting = new ArrayDeque<>();
  private boolean shut;
  private boolean passing;
  private boolean closed;

  /**
   * A gate.
   *
   * @param channel is not read while the gate is shut
   * @param receiver takes messages that pass, and owns them
   * @param afterOpening called when those have passed that had waited
   */
  InputGate(Channel channel, Consumer<RtmpMessage> receiver, Runnable afterOpening) {
    this.channel = channel;
    this.receiver = receiver;
    this.afterOpening = afterOpening;
  }

  /** A message has come; ownership passes. */
  void receive(RtmpMessage message) {
    if (closed) {
      release(message);
      return;
    }
    if (shut || passing || !waiting.isEmpty()) {
      waiting.add(message);
      passWaiting();
    } else {
      pass(message);
    }
  }

  private void pass(RtmpMessage message) {
    passing = true;
    try {
      receiver.accept(message);
    } finally {
      passing = false;
    }
    if (!waiting.isEmpty()) {
      passWaiting();
    }
  }

  /** Shuts the gate until the stage is complete and its outcome has been dealt with. */
  <T> void await(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    shut = true;
    stage.whenComplete(
        (value, failure) -> {
          try {
            then.accept(value, failure);
            open();
          } catch (RuntimeException e) {
            // Thrown into a stage that nobody looks at it would be lost.
            channel.pipeline().fireExceptionCaught(e);
          }
        });
    if (shut) {
      channel.config().setAutoRead(false);
    }
  }

  private void open() {
    if (closed) {
      return;
    }
    shut = false;
    channel.config().setAutoRead(true);
    passWaiting();
    afterOpening.run();
  }

  private void passWaiting() {
    if (passing) {
      return;
    }
    passing = true;
    try {
      while (!shut && !waiting.isEmpty()) {
        receiver.accept(waiting.remove());
      }
    } finally {
      passing = false;
    }
  }

  /** Forgets what waits. */
  void close() {
    closed = true;
    shut = true;
    waiting.forEach(InputGate::release);
    waiting.clear();
  }

  /** Releases what a message holds. */
  static void release(RtmpMessage message) {
    if (message instanceof Media media) {
      ReferenceCountUtil.release(media.body());
    }
  }
}
