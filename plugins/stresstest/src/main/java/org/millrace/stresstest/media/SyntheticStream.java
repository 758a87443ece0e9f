package org.millrace.stresstest.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;

/**
 * The bodies of the FLV tags of a stream: grey pictures and silence, brought to their bitrate by
 * filler data, which decoders skip. A key frame is five times as long as another picture.
 *
 * <p>Immutable: all publishers share one.
 */
public final class SyntheticStream {
  private static final int KEY_FRAME_WEIGHT = 5;
  private static final int SOUND_BITS_PER_SECOND = 64_000;

  private static final int FILLER = 0x0C;
  private static final int FILLER_OVERHEAD = Integer.BYTES + 2;

  private final int framesPerSecond;
  private final int groupLength;
  private final int keyFrameBytes;
  private final int pictureBytes;
  private final byte[][] idr = new byte[2][];
  private final byte[] filler;
  private final byte[] sound;

  /**
   * A stream.
   *
   * @param kilobits of the pictures in a second
   * @param framesPerSecond pictures in a second
   * @param groupLength pictures from one key frame to the next, at most 65535
   */
  public SyntheticStream(int kilobits, int framesPerSecond, int groupLength) {
    this.framesPerSecond = framesPerSecond;
    this.groupLength = groupLength;
    long groupBytes = kilobits * 125L * groupLength / framesPerSecond;
    pictureBytes = (int) (groupBytes / (groupLength + KEY_FRAME_WEIGHT - 1));
    keyFrameBytes = KEY_FRAME_WEIGHT * pictureBytes;
    // Two key frames in succession must differ in idr_pic_id.
    idr[0] = bytes(out -> GreyPictures.writeIdr(out, 0));
    idr[1] = bytes(out -> GreyPictures.writeIdr(out, 1));
    filler = new byte[keyFrameBytes];
    Arrays.fill(filler, (byte) 0xFF);
    sound =
        bytes(
            out -> {
              out.writeByte(0xAF).writeByte(1);
              SilentSound.writeFrame(
                  out,
                  SOUND_BITS_PER_SECOND / 8 * SilentSound.FRAME_SAMPLES / SilentSound.SAMPLE_RATE);
            });
  }

  private static byte[] bytes(Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    writer.accept(out);
    return ByteBufUtil.getBytes(out);
  }

  /**
   * What describes the stream.
   *
   * @param allocator makes the buffer
   * @return {@code @setDataFrame} with {@code onMetaData}; the caller owns it
   */
  public ByteBuf metadata(ByteBufAllocator allocator) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("width", AmfValue.of(GreyPictures.WIDTH));
    members.put("height", AmfValue.of(GreyPictures.HEIGHT));
    members.put("framerate", AmfValue.of(framesPerSecond));
    members.put("videocodecid", AmfValue.of(7));
    members.put("audiocodecid", AmfValue.of(10));
    members.put("audiosamplerate", AmfValue.of(SilentSound.SAMPLE_RATE));
    members.put("stereo", AmfValue.of(true));
    ByteBuf out = allocator.buffer();
    Amf0Encoder.writeAll(
        List.of(AmfValue.of("@setDataFrame"), AmfValue.of("onMetaData"), new AmfEcmaArray(members)),
        out);
    return out;
  }

  /**
   * The decoder configuration of the pictures.
   *
   * @param allocator makes the buffer
   * @return an AVC sequence header; the caller owns it
   */
  public ByteBuf videoHeader(ByteBufAllocator allocator) {
    ByteBuf out = allocator.buffer();
    out.writeByte(0x17).writeInt(0);
    GreyPictures.writeConfiguration(out);
    return out;
  }

  /**
   * The decoder configuration of the sound.
   *
   * @param allocator makes the buffer
   * @return an AAC sequence header; the caller owns it
   */
  public ByteBuf audioHeader(ByteBufAllocator allocator) {
    ByteBuf out = allocator.buffer();
    out.writeByte(0xAF).writeByte(0);
    SilentSound.writeConfiguration(out);
    return out;
  }

  /**
   * A picture.
   *
   * @param allocator makes the buffer
   * @param number of the picture, from 0
   * @param nowNanos for the stamp
   * @return the caller owns it
   */
  public ByteBuf picture(ByteBufAllocator allocator, long number, long nowNanos) {
    int inGroup = (int) (number % groupLength);
    boolean key = inGroup == 0;
    int wanted = key ? keyFrameBytes : pictureBytes;
    ByteBuf out = allocator.buffer(wanted + 1024);
    // AVC NAL units, composition time 0
    out.writeByte(key ? 0x17 : 0x27).writeInt(0x01000000);
    int begin = out.writerIndex();
    out.writeInt(FrameStamp.NAL_BYTES);
    new FrameStamp(number, nowNanos).writeTo(out);
    if (key) {
      byte[] slice = idr[(int) (number / groupLength & 1)];
      out.writeInt(slice.length).writeBytes(slice);
    } else {
      int length = out.writerIndex();
      out.writeInt(0);
      GreyPictures.writeSkipped(out, inGroup);
      out.setInt(length, out.writerIndex() - length - Integer.BYTES);
    }
    fill(out, wanted - (out.writerIndex() - begin));
    return out;
  }

  /** filler_data_rbsp(), 7.3.2.7. */
  private void fill(ByteBuf out, int bytes) {
    int padding = bytes - FILLER_OVERHEAD;
    if (padding > 0) {
      out.writeInt(padding + 2).writeByte(FILLER).writeBytes(filler, 0, padding).writeByte(0x80);
    }
  }

  /**
   * A frame of sound; all are the same.
   *
   * @param allocator makes the buffer
   * @return the caller owns it
   */
  public ByteBuf sound(ByteBufAllocator allocator) {
    return allocator.buffer(sound.length).writeBytes(sound);
  }

  /**
   * When a picture is due.
   *
   * @param number of the picture, from 0
   * @return nanoseconds from the beginning of the stream
   */
  public long pictureNanos(long number) {
    return number * 1_000_000_000L / framesPerSecond;
  }

  /**
   * When a frame of sound is due.
   *
   * @param number of the frame, from 0
   * @return nanoseconds from the beginning of the stream
   */
  public long soundNanos(long number) {
    return number * SilentSound.FRAME_SAMPLES * 1_000_000L / SilentSound.SAMPLE_RATE * 1000L;
  }
}
