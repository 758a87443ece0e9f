package org.millrace.flv.amf;

import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * Bounds of what a decoder accepts. References count as what they refer to, so that a few bytes
 * cannot stand for a value that is too large to walk through.
 *
 * @param maxDepth how deep values may be nested; a value that is not nested has depth 1
 * @param maxValues how many values there may be in all, those in objects and arrays included
 * @param maxStringBytes how long one string or byte array may be
 * @param maxTotalBytes how long all strings, names and byte arrays may be together
 */
public record AmfLimits(int maxDepth, int maxValues, int maxStringBytes, int maxTotalBytes) {
  /** Of {@link #maxDepth()}. */
  public static final Setting<Integer> MAX_DEPTH =
      Setting.integer("amfMaxDepth", 32, 1, 256, "How deep AMF values may be nested");

  /** Of {@link #maxValues()}. */
  public static final Setting<Integer> MAX_VALUES =
      Setting.integer(
          "amfMaxValues", 10_000, 1, 10_000_000, "How many AMF values one message may hold");

  /** Of {@link #maxStringBytes()}. */
  public static final Setting<Integer> MAX_STRING_BYTES =
      Setting.integer(
          "amfMaxStringBytes", 65_536, 1, 16_777_215, "Length in bytes of the longest AMF string");

  /** Of {@link #maxTotalBytes()}. */
  public static final Setting<Integer> MAX_TOTAL_BYTES =
      Setting.integer(
          "amfMaxTotalBytes",
          4_194_304,
          1,
          67_108_864,
          "Length in bytes of all AMF strings of one message together");

  /** All settings, for acceptors that speak AMF. */
  public static final List<Setting<?>> SETTINGS =
      List.of(MAX_DEPTH, MAX_VALUES, MAX_STRING_BYTES, MAX_TOTAL_BYTES);

  /** The defaults: enough for every known client. */
  public static final AmfLimits DEFAULTS = new AmfLimits(32, 10_000, 65_536, 4_194_304);

  /** For files of one's own, whose metadata may hold an index of all key frames. */
  public static final AmfLimits FILES = new AmfLimits(32, 1_000_000, 1_048_576, 16_777_216);

  public AmfLimits {
    // Decoders recurse once for each level.
    if (maxDepth < 1 || maxDepth > 256) {
      throw new IllegalArgumentException("maxDepth: " + maxDepth + " (expected: 1 to 256)");
    }
    if (maxValues < 1 || maxStringBytes < 1 || maxTotalBytes < 1) {
      throw new IllegalArgumentException(
          "limits: "
              + List.of(maxValues, maxStringBytes, maxTotalBytes)
              + " (expected: each 1 or more)");
    }
  }

  /**
   * Reads the limits of an acceptor.
   *
   * @param table where {@link #SETTINGS} may stand
   * @return the limits
   */
  public static AmfLimits of(ConfigNode.Table table) {
    return new AmfLimits(
        MAX_DEPTH.read(table),
        MAX_VALUES.read(table),
        MAX_STRING_BYTES.read(table),
        MAX_TOTAL_BYTES.read(table));
  }
}
