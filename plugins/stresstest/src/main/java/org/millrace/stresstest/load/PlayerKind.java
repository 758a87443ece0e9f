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
    return isOneOf(index, slowPercent, 100) ? SLOW : COUNTED;
  }

  private static boolean isOneOf(int index, long some, int all) {
    return (index + 1) * some / all > index * some / all;
  }
}
