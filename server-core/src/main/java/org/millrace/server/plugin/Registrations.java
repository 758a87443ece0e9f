package org.millrace.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.millrace.api.stream.StreamRegistry.Registration;

/**
 * What a plugin has opened through its context and not closed yet, to be closed when it is
 * unloaded. Safe for use by any thread.
 */
final class Registrations implements AutoCloseable {
  private static final int FIRST_LOOK = 64;

  private final String owner;
  private final List<Entry> entries = new ArrayList<>();
  private int lookAt = FIRST_LOOK;
  private boolean closed;

  private record Entry(BooleanSupplier isOpen, Runnable closing) {}

  Registrations(String owner) {
    this.owner = owner;
  }

  /**
   * Keeps something in mind.
   *
   * @param isOpen whether it still needs closing; what does not is forgotten at some later call
   * @param closing closes it
   * @throws IllegalStateException if the plugin has been stopped; the thing is then closed at once
   */
  void add(BooleanSupplier isOpen, Runnable closing) {
    if (!keep(new Entry(isOpen, closing))) {
      closing.run();
      throw new IllegalStateException("plugin " + owner + " has stopped");
    }
  }

  /**
   * Keeps in mind something that can be taken back.
   *
   * @return takes it back, too, once
   * @throws IllegalStateException if the plugin has been stopped; it is then taken back at once
   */
  Registration track(Registration registration) {
    AtomicBoolean open = new AtomicBoolean(true);
    Registration tracked =
        () -> {
          if (open.getAndSet(false)) {
            registration.close();
          }
        };
    add(open::get, tracked::close);
    return tracked;
  }

  private synchronized boolean keep(Entry entry) {
    if (closed) {
      return false;
    }
    if (entries.size() >= lookAt) {
      entries.removeIf(it -> !it.isOpen().getAsBoolean());
      lookAt = Math.max(FIRST_LOOK, 2 * entries.size());
    }
    return entries.add(entry);
  }

  /** Closes what is open, newest first. */
  @Override
  public void close() {
    List<Entry> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(entries);
      entries.clear();
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).closing().run();
    }
  }
}
