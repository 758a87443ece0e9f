package org.millrace.admin.event;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a file, one JSON object on each line. A file that has grown to its bound is
 * renamed, with {@code .1} behind its name, and a new one begun. Events come on any thread and are
 * written by one file thread.
 */
final class EventFile implements EventSink, AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final Path file;
  private final long maxBytes;
  private final Executor fileThread;
  private final Logger log;
  private final AtomicInteger waiting = new AtomicInteger();

  // On the file thread.
  private @Nullable BufferedWriter writer;
  private long bytes;
  private boolean hasFailed;

  /**
   * A file.
   *
   * @param file is appended to, and made with its folder if it is not there
   * @param maxBytes when a new one begins
   * @param fileThread one thread, which may block
   * @param log is told of failures
   */
  EventFile(Path file, long maxBytes, Executor fileThread, Logger log) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.fileThread = fileThread;
    this.log = log;
  }

  @Override
  public void accept(Event event, String json) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    onFileThread(() -> write(json));
  }

  private void onFileThread(Runnable work) {
    try {
      fileThread.execute(work);
    } catch (RejectedExecutionException e) {
      log.debug("event file {}: the server stops", file);
    }
  }

  private void write(String json) {
    int left = waiting.decrementAndGet();
    try {
      BufferedWriter open = open();
      open.write(json);
      open.newLine();
      // Characters are near enough: what matters is that the file does not grow for ever.
      bytes += json.length() + 1;
      if (left == 0) {
        open.flush();
      }
      hasFailed = false;
    } catch (IOException e) {
      if (!hasFailed) {
        log.error("event file {}: {}; events are lost until it can be written", file, e.toString());
      }
      hasFailed = true;
      shut();
    }
  }

  private BufferedWriter open() throws IOException {
    if (bytes > maxBytes) {
      shut();
      Path old = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
    BufferedWriter present = writer;
    if (present == null) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      present = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      bytes = Files.size(file);
      writer = present;
    }
    return present;
  }

  private void shut() {
    BufferedWriter open = writer;
    writer = null;
    bytes = 0;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.warn("event file {}: {}", file, e.toString());
      }
    }
  }

  @Override
  public void close() {
    onFileThread(this::shut);
  }
}
