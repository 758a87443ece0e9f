package org.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RawFramingTest {

  @Property(tries = 200)
  void chunksSayTheirLengthAndAllFramingIsAsLongAsItSays(@ForAll @IntRange(min = 1) int length) {
    for (RawFraming framing : RawFraming.values()) {
      ByteBuf out = Unpooled.buffer();
      framing.writeHeader(out, length);
      assertThat(out.readableBytes()).isEqualTo(framing.headerBytes(length));
      String header = out.toString(StandardCharsets.ISO_8859_1);
      if (framing == RawFraming.CHUNKED) {
        assertThat(header).isEqualTo(Integer.toHexString(length) + "\r\n");
      }
      int before = out.readableBytes();
      framing.writeTrailer(out);
      assertThat(out.readableBytes() - before).isEqualTo(framing.trailerBytes());
    }
  }
}
