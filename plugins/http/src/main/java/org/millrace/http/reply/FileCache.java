package org.millrace.http.reply;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.millrace.http.OpenFile;

/**
 * Keeps files open that many ask for at the same time, as viewers do for the newest segment: then
 * an event loop can send them at once, and no file thread has to be asked. As long as clients may
 * keep the answer: what they need not ask for again, we need not look at again either. What is in a
 * folder for everybody is looked at once a second at the most. Safe for use by any thread.
 */
public final class FileCache implements AutoCloseable {
  /** A segment lives for some seconds; a deleted file's place on the disk is held no longer. */
  public static final Duration LONGEST = Duration.ofSeconds(5);

  /** The same as the clock of {@code Last-Modified}: changes are seen to the second. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final int MAX_FILES = 256;
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

  private final ConcurrentMap<Key, Entry> files = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * An empty cache.
   *
   * @param nanoTime the clock
   */
  public FileCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What is asked for. */
  private record Key(Path file, @Nullable Path within) {}

  /** What is open, held by the cache, and until when. */
  private record Entry(OpenFile file, long endNanos) {}

  /**
   * Finds a file that is open.
   *
   * @param file which
   * @param within as {@link OpenFile#of} has it
   * @return held for the caller; empty if it has to be opened
   */
  public Optional<OpenFile> find(Path file, @Nullable Path within) {
    Entry entry = files.get(new Key(file, within));
    return entry != null && isFresh(entry) && entry.file().tryRetain()
        ? Optional.of(entry.file())
        : Optional.empty();
  }

  /**
   * Opens a file, and keeps it open if the answer may be kept. Blocks.
   *
   * @param file which
   * @param within as {@link OpenFile#of} has it
   * @param reply the answer's fields
   * @return held for the caller
   * @throws IOException as {@link OpenFile#of} has it
   */
  public OpenFile open(Path file, @Nullable Path within, HttpHeaders reply) throws IOException {
    OpenFile open = OpenFile.of(file, within);
    Duration time = keepFor(reply.get(HttpHeaderNames.CACHE_CONTROL), within != null);
    if (!time.isZero() && files.size() < MAX_FILES) {
      open.retain();
      long end = nanoTime.getAsLong() + time.toNanos();
      letGo(files.put(new Key(file, within), new Entry(open, end)));
    }
    return open;
  }

  private static Duration keepFor(@Nullable String cacheControl, boolean isForAll) {
    String directives = cacheControl == null ? "" : cacheControl;
    if (directives.contains("no-store")) {
      return Duration.ZERO;
    }
    Duration least = isForAll ? SHORTEST : Duration.ZERO;
    Matcher maxAge = MAX_AGE.matcher(directives);
    if (!maxAge.find()) {
      return least;
    }
    Duration allowed = Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
    return Collections.min(List.of(LONGEST, Collections.max(List.of(least, allowed))));
  }

  private boolean isFresh(Entry entry) {
    return entry.endNanos() - nanoTime.getAsLong() > 0;
  }

  private static void letGo(@Nullable Entry entry) {
    if (entry != null) {
      entry.file().release();
    }
  }

  /** Lets go of what has been open for its time. To be called now and then. */
  public void sweep() {
    files.forEach(
        (key, entry) -> {
          if (!isFresh(entry) && files.remove(key, entry)) {
            letGo(entry);
          }
        });
  }

  /** Lets go of all. */
  @Override
  public void close() {
    files.forEach(
        (key, entry) -> {
          if (files.remove(key, entry)) {
            letGo(entry);
          }
        });
  }
}
