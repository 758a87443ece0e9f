package org.millrace.server.io;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** As much of ASN.1's distinguished encoding (X.690) as old private keys need. */
final class Der {
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;

  private Der() {}

  /** Tag, length, and the parts as the content. */
  static byte[] encode(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    writeLength(whole, content.size());
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < LONG_FORM) {
      out.write(length);
      return;
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
    out.write(LONG_FORM | bytes);
    for (int shift = Byte.SIZE * (bytes - 1); shift >= 0; shift -= Byte.SIZE) {
      out.write(length >>> shift);
    }
  }

  /**
   * The content of the first element with that tag.
   *
   * @param sequence the sequence that it is an element of, tag and length included
   * @return empty if there is none, or if this is no sequence
   */
  static Optional<byte[]> find(byte[] sequence, int tag) {
    ByteBuffer in = ByteBuffer.wrap(sequence);
    try {
      if (readTag(in) != SEQUENCE) {
        return Optional.empty();
      }
      readLength(in);
      while (in.hasRemaining()) {
        int found = readTag(in);
        byte[] content = new byte[readLength(in)];
        in.get(content);
        if (found == tag) {
          return Optional.of(content);
        }
      }
      return Optional.empty();
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static int readTag(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }

  /** No more than what is there, so that nothing is allocated for a length that lies. */
  private static int readLength(ByteBuffer in) {
    int first = Byte.toUnsignedInt(in.get());
    long length = first;
    if (first >= LONG_FORM) {
      length = 0;
      for (int bytes = first - LONG_FORM; bytes > 0; bytes--) {
        length = length << Byte.SIZE | Byte.toUnsignedInt(in.get());
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }
}
