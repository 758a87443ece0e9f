package org.millrace.api.stream;

import java.util.Objects;
import org.millrace.api.contract.Stable;

/**
 * The identity of a live stream.
 *
 * @param application the name of the application (never an alias)
 * @param name the stream's name within it
 */
@Stable(since = "0.9.0")
public record StreamKey(String application, String name) {
  public StreamKey {
    Objects.requireNonNull(application, "application");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name: \"\" (expected: a stream name)");
    }
  }

  /** {@code application/name}. */
  @Override
  public String toString() {
    return application + "/" + name;
  }
}
