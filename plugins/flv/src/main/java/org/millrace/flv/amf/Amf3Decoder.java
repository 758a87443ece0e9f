package org.millrace.flv.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decodes AMF3. Immutable; safe for use by any thread.
 *
 * <p>Of the classes that write themselves (externalizable) those that only wrap one value are
 * understood and become that value: {@code ArrayCollection}, {@code ArrayList} and {@code
 * ObjectProxy} of {@code flex.messaging.io}.
 */
public final class Amf3Decoder {
  private final AmfLimits limits;

  /**
   * A decoder.
   *
   * @param limits what is refused
   */
  public Amf3Decoder(AmfLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Decodes one value. References reach no further than this value.
   *
   * @param in borrowed; its reader index moves behind the value, or to the error
   * @return the value
   * @throws AmfException if there is no whole value
   */
  public AmfValue read(ByteBuf in) {
    return new Amf3Reader(new AmfInput(in, limits)).value(1);
  }

  /**
   * Decodes all values that are there, as one message: references reach back to its beginning.
   *
   * @param in borrowed; its reader index moves to the end, or to the error
   * @return the values, possibly none
   * @throws AmfException if the bytes do not end with a whole value
   */
  public List<AmfValue> readAll(ByteBuf in) {
    Amf3Reader reader = new Amf3Reader(new AmfInput(in, limits));
    List<AmfValue> values = new ArrayList<>();
    while (in.isReadable()) {
      values.add(reader.value(1));
    }
    return List.copyOf(values);
  }
}
