package org.millrace.hls.segment;

import java.util.Arrays;

/** A key of AES-128. Its bytes are given to those who may watch, and are never in a log. */
public final class SegmentKey {
  private final int index;
  private final byte[] bytes;

  /**
   * A key.
   *
   * @param index counted from 0 within its stream
   * @param bytes 16 of them
   */
  public SegmentKey(int index, byte[] bytes) {
    if (bytes.length != 16) {
      throw new IllegalArgumentException("key: " + bytes.length + " bytes (expected: 16)");
    }
    this.index = index;
    this.bytes = bytes.clone();
  }

  /**
   * Its number.
   *
   * @return counted from 0 within its stream
   */
  public int index() {
    return index;
  }

  /**
   * The secret.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentKey key && key.index == index && Arrays.equals(key.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    return "key " + index;
  }
}
