package org.millrace.hls.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.millrace.hls.segment.SegmentKey;

class SegmentCipherTest {
  private static final SegmentKey KEY =
      new SegmentKey(0, HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));

  private static byte[] encrypt(int length) {
    ByteBuf clear = Unpooled.directBuffer().writeZero(length);
    ByteBuf secret = SegmentCipher.encrypt(KEY, 7, clear, ByteBufAllocator.DEFAULT);
    assertThat(clear.refCnt()).isZero();
    byte[] bytes = ByteBufUtil.getBytes(secret);
    secret.release();
    return bytes;
  }

  /** Made by: openssl enc -aes-128-cbc -K 000102...0f -iv 0...07. */
  @Test
  void opensslMakesTheSame() {
    assertThat(HexFormat.of().formatHex(encrypt(20))).isEqualTo(OPENSSL);
  }

  private static final String OPENSSL =
      "b9322f19c62b38e9bed82bd3e67b13192b66ac0b008cfdaf238486f5173e7b85";

  @Test
  void aWholeBlockOfPaddingIsAddedToWholeBlocks() {
    assertThat(encrypt(32)).hasSize(48);
    assertThat(encrypt(31)).hasSize(32);
  }
}
