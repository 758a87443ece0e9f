package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;
import static org.millrace.rtmp.handshake.HandshakeConstants.VERSION_OFFSET;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Random;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * C0 and C1, and what is made of the answer to them. C1 has a digest: servers that do not know
 * digests take it for random bytes.
 */
final class ClientHello {
  /** A version other than zero tells the server to look for the digest; Flash Player 9's. */
  private static final byte[] VERSION = {9, 0, 124, 2};

  private static final DigestScheme SCHEME = DigestScheme.SCHEME_0;

  private final byte[] c1 = new byte[PACKET_BYTES];
  private final Random random;

  ClientHello(Random random) {
    this.random = random;
    random.nextBytes(c1);
    Arrays.fill(c1, 0, VERSION_OFFSET, (byte) 0);
    System.arraycopy(VERSION, 0, c1, VERSION_OFFSET, VERSION.length);
    SCHEME.sign(c1, GenuineKey.PLAYER);
  }

  /** Writes C0 and C1. */
  void writeTo(ByteBuf out) {
    out.writeByte(PLAIN).writeBytes(c1);
  }

  /**
   * Makes C2.
   *
   * @throws RtmpProtocolException if S1 is signed, and S2 does not answer our C1
   */
  byte[] answer(byte[] s1, byte[] s2) {
    DigestScheme scheme = DigestScheme.of(s1, GenuineKey.SERVER);
    if (scheme == null) {
      // 5.2.4: S2 repeats C1 and C2 repeats S1. Not checked: servers take liberties with the two
      // times, some with more, and every client lets them.
      return s1;
    }
    if (!SignedAnswer.isTo(SCHEME.digestIn(c1), s2, GenuineKey.SERVER)) {
      throw new RtmpProtocolException(
          "handshake: S2 is not signed for our C1 (expected because S1 is signed)");
    }
    return SignedAnswer.to(scheme.digestIn(s1), GenuineKey.PLAYER, random);
  }
}
