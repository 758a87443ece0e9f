package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;

/**
 * C2 and S2 of the handshake with digests: random bytes, of which the last 32 sign the others with
 * a key that is made of the other side's digest.
 */
final class SignedAnswer {
  private static final int SIGNED_BYTES = PACKET_BYTES - GenuineKey.DIGEST_BYTES;

  private SignedAnswer() {}

  /** Answers a packet that had this digest. */
  static byte[] to(byte[] digest, GenuineKey key, Random random) {
    byte[] signed = new byte[SIGNED_BYTES];
    random.nextBytes(signed);
    byte[] answer = Arrays.copyOf(signed, PACKET_BYTES);
    System.arraycopy(
        signature(signed, digest, key), 0, answer, SIGNED_BYTES, GenuineKey.DIGEST_BYTES);
    return answer;
  }

  /** Whether a packet answers one that had this digest. */
  static boolean isTo(byte[] digest, byte[] answer, GenuineKey key) {
    byte[] expected = signature(Arrays.copyOf(answer, SIGNED_BYTES), digest, key);
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(answer, SIGNED_BYTES, PACKET_BYTES));
  }

  private static byte[] signature(byte[] signed, byte[] digest, GenuineKey key) {
    return GenuineKey.hmac(GenuineKey.hmac(key.fullKey(), digest), signed);
  }
}
