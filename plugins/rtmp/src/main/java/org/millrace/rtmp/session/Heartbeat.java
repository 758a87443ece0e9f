package org.millrace.rtmp.session;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.UserControlEvent;

/**
 * Finds dead peers: one from which nothing has come for a while is pinged, and disconnected if
 * nothing comes then, either. Also ends connections on which connect does not come.
 */
final class Heartbeat {
  private final RtmpSession session;
  private final EventExecutor executor;
  private final LongSupplier receivedBytes;
  private long lastReceived = -1;
  private boolean pinged;
  private @Nullable Future<?> timer;

  Heartbeat(RtmpSession session, EventExecutor executor, LongSupplier receivedBytes) {
    this.session = session;
    this.executor = executor;
    this.receivedBytes = receivedBytes;
  }

  void start() {
    after(session.settings().connectTimeout(), this::requireConnect);
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void after(Duration delay, Runnable task) {
    timer = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void requireConnect() {
    if (session.isAwaitingConnect()) {
      session
          .connection()
          .close(
              "no connect command for %d ms (expected: within connectTimeout)"
                  .formatted(session.settings().connectTimeout().toMillis()));
    } else {
      beat();
    }
  }

  private void beat() {
    RtmpSettings settings = session.settings();
    long received = receivedBytes.getAsLong();
    if (received != lastReceived) {
      lastReceived = received;
      pinged = false;
      after(settings.pingInterval(), this::beat);
    } else if (!pinged) {
      pinged = true;
      int now = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      session.output().send(new UserControl(UserControlEvent.PING_REQUEST, now));
      session.output().flush();
      after(settings.pingTimeout(), this::beat);
    } else {
      session
          .connection()
          .close(
              "no answer to a ping for %d ms (expected: within pingTimeout)"
                  .formatted(settings.pingTimeout().toMillis()));
    }
  }
}
