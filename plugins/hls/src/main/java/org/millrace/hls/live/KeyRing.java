package org.millrace.hls.live;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.millrace.hls.segment.SegmentKey;

/** The keys of one stream: derived from a secret of its own, so that none has to be kept. */
final class KeyRing {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret = new byte[32];
  private final int rotation;

  KeyRing(int rotation, SecureRandom random) {
    this.rotation = rotation;
    random.nextBytes(secret);
  }

  SegmentKey forSegment(long number) {
    return key(rotation == 0 ? 0 : (int) (number / rotation));
  }

  SegmentKey key(int index) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] derived = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
      return new SegmentKey(index, Arrays.copyOf(derived, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
