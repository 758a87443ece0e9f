package org.millrace.rtmp.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys that both sides sign with. They are no secret, and so the digests prove nothing. */
final class GenuineKey {
  /** Length of a digest. */
  static final int DIGEST_BYTES = 32;

  private static final byte[] TAIL =
      HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  /** Of those who connect. */
  static final GenuineKey PLAYER = new GenuineKey("Genuine Adobe Flash Player 001");

  /** Of those who are connected to. */
  static final GenuineKey SERVER = new GenuineKey("Genuine Adobe Flash Media Server 001");

  private final byte[] shortKey;
  private final byte[] fullKey;

  private GenuineKey(String text) {
    shortKey = text.getBytes(StandardCharsets.US_ASCII);
    fullKey = concat(shortKey);
  }

  private static byte[] concat(byte[] head) {
    byte[] key = Arrays.copyOf(head, head.length + TAIL.length);
    System.arraycopy(TAIL, 0, key, head.length, TAIL.length);
    return key;
  }

  /** Signs C1 and S1. */
  byte[] shortKey() {
    return shortKey;
  }

  /** Makes the keys that sign C2 and S2. */
  byte[] fullKey() {
    return fullKey;
  }

  /** HMAC-SHA256 of some bytes. */
  static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
