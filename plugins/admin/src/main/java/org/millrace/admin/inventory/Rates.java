package org.millrace.admin.inventory;

/**
 * How fast something goes.
 *
 * @param bytesIn in a second
 * @param bytesOut in a second
 */
public record Rates(long bytesIn, long bytesOut) {
  /** Of what has been looked at only once. */
  public static final Rates NONE = new Rates(0, 0);
}
