package org.millrace.stresstest.load;

/** How a player takes what comes. */
public enum PlayerKind {
  /** Looks at every frame. */
  SAMPLED,
  /** Counts bytes. */
  COUNTED,
  /** Counts bytes, about 1 KB in a second. */
  SLOW;

  /**
   * Spreads kinds evenly.
   *
   * @param index of the player, from 0
   * @param players how many there are
   * @param sampled how many of them are sampled
   * @param slowPercent how many of a hundred are slow
   * @return the kind of that player
   */
  static PlayerKind of(int index, int players, int sampled, int slowPercent) {
    if (isOneOf(index, Math.min(sampled, players), players)) {
      return SAMPLED;
    }
    return isOneOf(index % 100, slowPercent, 100) ? SLOW : COUNTED;
  }

  /**
   * Picks one of each of {@code some} blocks of about the same length, in each a place further on
   * than in the one before. With the same place in all, every pick could be of the same stream, as
   * players take streams in turn.
   */
  private static boolean isOneOf(int index, long some, int all) {
    if (some == 0) {
      return false;
    }
    long block = index * some / all;
    long first = begin(block, some, all);
    long length = begin(block + 1, some, all) - first;
    return index - first == block % length;
  }

  private static long begin(long block, long some, int all) {
    return (block * all + some - 1) / some;
  }
}
