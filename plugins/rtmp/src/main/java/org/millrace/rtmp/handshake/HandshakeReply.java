package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;
import static org.millrace.rtmp.handshake.HandshakeConstants.VERSION_OFFSET;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The answer to C1: S0, S1 and S2. */
final class HandshakeReply {
  /** The version that crtmpserver gives itself, 3.0.1.123. */
  private static final byte[] VERSION = {3, 0, 1, 123};

  private final byte[] s1;
  private final byte[] s2;
  private final boolean signed;

  private HandshakeReply(byte[] s1, byte[] s2, boolean signed) {
    this.s1 = s1;
    this.s2 = s2;
    this.signed = signed;
  }

  /** Whether C1 had a right digest, so that the answer has digests, too. */
  boolean isSigned() {
    return signed;
  }

  /** Writes the answer. */
  void writeTo(ByteBuf out) {
    out.writeByte(PLAIN).writeBytes(s1).writeBytes(s2);
  }

  /** Makes the answer: with digests, if C1 has a right one, else the simple one. */
  static HandshakeReply to(byte[] c1, Random random) {
    DigestScheme scheme = verify(c1);
    byte[] s1 = new byte[PACKET_BYTES];
    random.nextBytes(s1);
    Arrays.fill(s1, 0, VERSION_OFFSET + 4, (byte) 0);
    if (scheme == null) {
      return new HandshakeReply(s1, c1, false);
    }
    // A version other than zero tells the client to look for our digest.
    System.arraycopy(VERSION, 0, s1, VERSION_OFFSET, VERSION.length);
    byte[] digest = scheme.digest(s1, GenuineKey.SERVER);
    System.arraycopy(digest, 0, s1, scheme.digestOffset(s1), digest.length);
    return new HandshakeReply(s1, signedS2(c1, scheme, random), true);
  }

  private static @Nullable DigestScheme verify(byte[] c1) {
    boolean hasVersion = !Arrays.equals(c1, VERSION_OFFSET, VERSION_OFFSET + 4, new byte[4], 0, 4);
    if (hasVersion) {
      for (DigestScheme scheme : DigestScheme.values()) {
        if (MessageDigest.isEqual(scheme.digest(c1, GenuineKey.PLAYER), digestIn(c1, scheme))) {
          return scheme;
        }
      }
    }
    return null;
  }

  private static byte[] digestIn(byte[] packet, DigestScheme scheme) {
    int offset = scheme.digestOffset(packet);
    return Arrays.copyOfRange(packet, offset, offset + GenuineKey.DIGEST_BYTES);
  }

  /** Random bytes; the last 32 sign the others with a key made of the client's digest. */
  private static byte[] signedS2(byte[] c1, DigestScheme scheme, Random random) {
    byte[] signed = new byte[PACKET_BYTES - GenuineKey.DIGEST_BYTES];
    random.nextBytes(signed);
    byte[] key = GenuineKey.hmac(GenuineKey.SERVER.fullKey(), digestIn(c1, scheme));
    byte[] s2 = Arrays.copyOf(signed, PACKET_BYTES);
    System.arraycopy(GenuineKey.hmac(key, signed), 0, s2, signed.length, GenuineKey.DIGEST_BYTES);
    return s2;
  }
}
