package org.millrace.http.access;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The sessions of browsers that have logged in. What identifies one is a random text, of which only
 * a digest is kept. Safe for use by any thread.
 */
final class Sessions {
  private final long timeoutNanos;
  private final LongSupplier nanoTime;

  /** When each was used last, by the digest of its text. */
  private final Map<ByteBuffer, Long> lastUsed;

  /**
   * No sessions yet.
   *
   * @param maxSessions how many there can be; a new one then ends the one that was used the longest
   *     time ago
   * @param timeout how long one lives without being used
   * @param nanoTime the clock
   */
  Sessions(int maxSessions, Duration timeout, LongSupplier nanoTime) {
    this.timeoutNanos = timeout.toNanos();
    this.nanoTime = nanoTime;
    this.lastUsed =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
            return size() > maxSessions;
          }
        };
  }

  /** Opens one. */
  synchronized String open() {
    String text = AdminToken.random();
    lastUsed.put(key(text), nanoTime.getAsLong());
    return text;
  }

  /** Whether there is one, which is then used. */
  synchronized boolean use(String text) {
    ByteBuffer key = key(text);
    Long last = lastUsed.get(key);
    if (last == null) {
      return false;
    }
    long now = nanoTime.getAsLong();
    if (now - last > timeoutNanos) {
      lastUsed.remove(key);
      return false;
    }
    lastUsed.put(key, now);
    return true;
  }

  synchronized void close(String text) {
    lastUsed.remove(key(text));
  }

  private static ByteBuffer key(String text) {
    return ByteBuffer.wrap(AdminToken.sha256(text));
  }
}
