package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;
import static org.millrace.rtmp.handshake.HandshakeConstants.VERSION_OFFSET;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Random;

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
    DigestScheme scheme = DigestScheme.of(c1, GenuineKey.PLAYER);
    byte[] s1 = new byte[PACKET_BYTES];
    random.nextBytes(s1);
    Arrays.fill(s1, 0, VERSION_OFFSET + 4, (byte) 0);
    if (scheme == null) {
      return new HandshakeReply(s1, c1, false);
    }
    // A version other than zero tells the client to look for our digest.
    System.arraycopy(VERSION, 0, s1, VERSION_OFFSET, VERSION.length);
    scheme.sign(s1, GenuineKey.SERVER);
    byte[] s2 = SignedAnswer.to(scheme.digestIn(c1), GenuineKey.SERVER, random);
    return new HandshakeReply(s1, s2, true);
  }
}
