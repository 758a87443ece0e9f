package org.millrace.admin.builtin;

import java.util.List;
import org.millrace.admin.inventory.StreamIndex;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;

/** Finds the stream that a command means, which need not be live. */
final class Targets {
  private final StreamIndex index;

  Targets(StreamIndex index) {
    this.index = index;
  }

  /**
   * The stream of a name.
   *
   * @param name that of the only live stream of the name, or {@code application/name}
   * @return its key
   * @throws IllegalArgumentException if the name does not say which application
   */
  StreamKey key(String name) {
    List<LiveStream> live = index.named(name);
    if (live.size() == 1) {
      return live.get(0).key();
    }
    int slash = name.indexOf('/');
    if (slash < 1 || live.size() > 1) {
      throw new IllegalArgumentException(name + " (expected: application/name)");
    }
    return new StreamKey(name.substring(0, slash), name.substring(slash + 1));
  }
}
