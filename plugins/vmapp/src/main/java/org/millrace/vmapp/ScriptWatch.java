package org.millrace.vmapp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a script's file each second, and has it loaded when it has changed and is the same at
 * two looks: an editor may still be writing. Has a thread of its own, which {@link #close} ends.
 */
final class ScriptWatch implements AutoCloseable {
  private static final long PERIOD_SECONDS = 1;

  private final Path file;
  private final Runnable load;
  private final ScheduledExecutorService thread;
  private String loaded = "";
  private String seen = "";

  /**
   * A watch that has not begun.
   *
   * @param application for the name of the thread
   * @param file the script
   * @param load loads it
   */
  ScriptWatch(String application, Path file, Runnable load) {
    this.file = file;
    this.load = load;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "vmapp-" + application);
              made.setDaemon(true);
              return made;
            });
  }

  /** Loads it as it is; before {@link #start}. */
  void loadNow() {
    loaded = stamp();
    seen = loaded;
    load.run();
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    String now = stamp();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(loaded)) {
      loaded = now;
      load.run();
    }
  }

  /** What changes with the file; a file that is away for a moment is being replaced. */
  private String stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (NoSuchFileException e) {
      return loaded;
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
