package org.millrace.hls.packaging;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.millrace.hls.segment.SegmentKey;

/** Encrypts whole segments: METHOD=AES-128 of RFC 8216 section 4.3.2.4, CBC with PKCS#7 padding. */
public final class SegmentCipher {
  private static final int BLOCK = 16;

  private SegmentCipher() {}

  /**
   * The initialisation vector of a segment.
   *
   * @param number the segment's media sequence number
   * @return that number in 16 bytes, as for playlists that name none
   */
  public static byte[] vector(long number) {
    return ByteBuffer.allocate(BLOCK).putLong(0).putLong(number).array();
  }

  /**
   * Encrypts.
   *
   * @param key the key
   * @param number the segment's media sequence number
   * @param clear ownership passes
   * @param allocator of the result
   * @return ownership passes
   */
  public static ByteBuf encrypt(
      SegmentKey key, long number, ByteBuf clear, ByteBufAllocator allocator) {
    int padded = (clear.readableBytes() / BLOCK + 1) * BLOCK;
    ByteBuf out = allocator.directBuffer(padded, padded);
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.bytes(), "AES"),
          new IvParameterSpec(vector(number)));
      out.writerIndex(cipher.doFinal(clear.nioBuffer(), out.nioBuffer(0, padded)));
      return out;
    } catch (GeneralSecurityException e) {
      out.release();
      throw new IllegalStateException("AES-128 of segment " + number, e);
    } finally {
      clear.release();
    }
  }
}
