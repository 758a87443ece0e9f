package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.VERSION_OFFSET;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where C1 and S1 hide their digest. The 32 bytes lie at a place that four other bytes of the
 * packet name by their sum; the two schemes differ in which half of the packet that is.
 */
enum DigestScheme {
  /** Digest in the first half. */
  SCHEME_0(8),
  /** Digest in the second half. */
  SCHEME_1(772);

  /** Places for a digest in one half. */
  private static final int PLACES = 728;

  private final int pointer;

  DigestScheme(int pointer) {
    this.pointer = pointer;
  }

  /**
   * Finds out how a packet is signed.
   *
   * @return null if it has no right digest
   */
  static @Nullable DigestScheme of(byte[] packet, GenuineKey key) {
    boolean hasVersion =
        !Arrays.equals(packet, VERSION_OFFSET, VERSION_OFFSET + 4, new byte[4], 0, 4);
    if (hasVersion) {
      for (DigestScheme scheme : values()) {
        if (MessageDigest.isEqual(scheme.digest(packet, key), scheme.digestIn(packet))) {
          return scheme;
        }
      }
    }
    return null;
  }

  /** Puts a digest into a packet. */
  void sign(byte[] packet, GenuineKey key) {
    byte[] digest = digest(packet, key);
    System.arraycopy(digest, 0, packet, digestOffset(packet), digest.length);
  }

  /** What stands in a packet where its digest belongs. */
  byte[] digestIn(byte[] packet) {
    int offset = digestOffset(packet);
    return Arrays.copyOfRange(packet, offset, offset + GenuineKey.DIGEST_BYTES);
  }

  /** Where the digest of a packet begins. */
  int digestOffset(byte[] packet) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += packet[pointer + i] & 0xFF;
    }
    return sum % PLACES + pointer + 4;
  }

  /** What the digest of a packet should be: over all of the packet but the digest itself. */
  byte[] digest(byte[] packet, GenuineKey key) {
    int offset = digestOffset(packet);
    byte[] signed = new byte[PACKET_BYTES - GenuineKey.DIGEST_BYTES];
    System.arraycopy(packet, 0, signed, 0, offset);
    int after = offset + GenuineKey.DIGEST_BYTES;
    System.arraycopy(packet, after, signed, offset, PACKET_BYTES - after);
    return GenuineKey.hmac(key.shortKey(), signed);
  }
}
