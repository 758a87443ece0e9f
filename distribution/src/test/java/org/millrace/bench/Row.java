package org.millrace.bench;

import org.jspecify.annotations.Nullable;

/**
 * A row of a table. Two rows are the same only if they are one object.
 *
 * @param load what is done to the server
 * @param server its name
 * @param baseline the row that this one is compared with; null if there is none
 * @param trial finds out the figures
 */
record Row(String load, String server, @Nullable Row baseline, Trial trial) {
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
