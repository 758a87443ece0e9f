package org.millrace.stresstest.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameStampTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 42", "9223372036854775807, -1", "123456789, 9223372036854775807"})
  void isFoundAsItWasWritten(long sequence, long nanos) {
    ByteBuf body = Unpooled.buffer().writeBytes(new byte[9]);
    new FrameStamp(sequence, nanos).writeTo(body);

    assertThat(body.readableBytes()).isEqualTo(9 + FrameStamp.NAL_BYTES);
    assertThat(FrameStamp.find(body)).isEqualTo(new FrameStamp(sequence, nanos));
  }

  @Test
  void hasNoByteThatEmulationPreventionWouldChange() {
    ByteBuf nal = Unpooled.buffer();
    new FrameStamp(0, 0).writeTo(nal);

    while (nal.isReadable()) {
      assertThat(nal.readByte()).isNotZero();
    }
  }

  @Test
  void isNotFoundInOtherPictures() {
    byte[] bytes = new byte[5000];
    new Random(1).nextBytes(bytes);

    assertThat(FrameStamp.find(Unpooled.wrappedBuffer(bytes))).isNull();
    assertThat(FrameStamp.find(Unpooled.EMPTY_BUFFER)).isNull();
  }

  @Test
  void isNotFoundIfItIsCutOff() {
    ByteBuf body = Unpooled.buffer();
    new FrameStamp(1, 2).writeTo(body);

    for (int length = 0; length < FrameStamp.NAL_BYTES - 1; length++) {
      assertThat(FrameStamp.find(body.slice(0, length))).isNull();
    }
  }

  @Test
  void isFoundBehindOtherUnitsButNotFarBehind() {
    ByteBuf near = Unpooled.buffer().writeBytes(new byte[100]);
    new FrameStamp(1, 2).writeTo(near);
    ByteBuf far = Unpooled.buffer().writeBytes(new byte[1000]);
    new FrameStamp(1, 2).writeTo(far);

    assertThat(FrameStamp.find(near)).isNotNull();
    assertThat(FrameStamp.find(far)).isNull();
  }
}
