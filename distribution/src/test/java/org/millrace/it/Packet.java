package org.millrace.it;

/**
 * One packet, as ffprobe sees it.
 *
 * @param type {@code video}, {@code audio} or {@code data}
 * @param dtsMillis when to decode, rounded to milliseconds; {@link Long#MIN_VALUE} if unknown
 * @param ptsMillis when to show, rounded to milliseconds; {@link Long#MIN_VALUE} if unknown
 * @param key whether a decoder can start here
 * @param size bytes
 * @param hash MD5 of the payload: equal packets have equal hashes
 */
record Packet(String type, long dtsMillis, long ptsMillis, boolean key, int size, String hash) {
  boolean isVideo() {
    return type.equals("video");
  }

  boolean isAudio() {
    return type.equals("audio");
  }
}
