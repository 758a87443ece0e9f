package org.millrace.rtmp.handshake;

/** Numbers of the handshake. */
final class HandshakeConstants {
  /** Length of C1, S1, C2 and S2: time 4, version or zero 4, random 1528. */
  static final int PACKET_BYTES = 1536;

  /** Where the version word of C1 and S1 lies. */
  static final int VERSION_OFFSET = 4;

  /** C0 and S0 of plain RTMP. */
  static final int PLAIN = 3;

  /** C0 of RTMPE, which encrypts with keys that everybody knows. */
  static final int ENCRYPTED = 6;

  private HandshakeConstants() {}
}
