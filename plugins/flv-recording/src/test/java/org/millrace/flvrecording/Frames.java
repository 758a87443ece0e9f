package org.millrace.flvrecording;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.flv.amf.Amf0Decoder;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.file.FlvFileReader;
import org.millrace.flv.tag.FlvBodies;

/** Frames for recordings, and what recordings hold. */
final class Frames {
  private static final String AVC_CONFIG =
      "0164000dffe1001a6764000dacd941519e226c0440000003004000000c83c50a658001000668ebe3cb22c0fdf8f800";

  static final Track VIDEO = Track.Video.of(0, Codec.H264, config(AVC_CONFIG));
  static final Track AUDIO = Track.Audio.of(0, Codec.AAC, config("1210"));
  private static final Track DATA = new Track.Data(0, Codec.AMF0_DATA);

  private Frames() {}

  static MediaFrame videoConfig(long millis) {
    return frame(VIDEO, millis, MediaFrame.CONFIG, AVC_CONFIG);
  }

  static MediaFrame audioConfig(long millis) {
    return frame(AUDIO, millis, MediaFrame.CONFIG, "1210");
  }

  static MediaFrame key(long millis) {
    return frame(VIDEO, millis, MediaFrame.KEY, "0000000165");
  }

  static MediaFrame picture(long millis) {
    return frame(VIDEO, millis, 0, "0000000141");
  }

  static MediaFrame sound(long millis) {
    return frame(AUDIO, millis, 0, "de02");
  }

  static MediaFrame metadata(Map<String, AmfValue> members) {
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.write(AmfValue.of("onMetaData"), body);
    Amf0Encoder.write(AmfValue.object(members), body);
    return MediaFrame.of(DATA, 0, 0, MediaFrame.CONFIG, body);
  }

  static MediaFrame cuePoint(long millis) {
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.write(AmfValue.of("onCuePoint"), body);
    return MediaFrame.of(DATA, MediaTime.ofMillis(millis), 0, 0, body);
  }

  static MediaFrame frame(Track track, long millis, int flags, String payload) {
    long time = MediaTime.ofMillis(millis);
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(payload)).asReadOnly();
    return MediaFrame.of(track, time, time, flags, bytes);
  }

  /** Headers, then a key frame and three other pictures each 160 ms, with sound between. */
  static List<MediaFrame> seconds(int seconds, long fromMillis) {
    List<MediaFrame> frames = new ArrayList<>();
    frames.add(videoConfig(fromMillis));
    frames.add(audioConfig(fromMillis));
    for (long millis = 0; millis < seconds * 1_000L; millis += 40) {
      long time = fromMillis + millis;
      frames.add(millis % 160 == 0 ? key(time) : picture(time));
      frames.add(sound(time + 11));
    }
    return frames;
  }

  /** All tags of a file but its metadata: type, time in milliseconds, body. */
  static List<String> read(Path file) throws IOException {
    List<String> tags = new ArrayList<>();
    try (FlvFileReader reader = FlvFileReader.open(file)) {
      MediaFrame frame = reader.read();
      while (frame != null) {
        ByteBuf body = Unpooled.buffer();
        FlvBodies.writeBody(frame, body);
        tags.add(
            "%d %d %s"
                .formatted(
                    FlvBodies.tagType(frame),
                    MediaTime.toMillis(frame.dts()),
                    ByteBufUtil.hexDump(body)));
        frame.release();
        frame = reader.read();
      }
    }
    return tags.subList(tags.isEmpty() ? 0 : 1, tags.size());
  }

  /** Where the key frames of a file are: time in milliseconds, position of the tag. */
  static Map<Long, Long> keyFrames(Path file) throws IOException {
    Map<Long, Long> positions = new LinkedHashMap<>();
    try (FlvFileReader reader = FlvFileReader.open(file)) {
      MediaFrame frame = reader.read();
      while (frame != null) {
        if (frame.isKey()) {
          positions.put(MediaTime.toMillis(frame.dts()), reader.tagPosition());
        }
        frame.release();
        frame = reader.read();
      }
    }
    return positions;
  }

  static AmfValue metadataOf(Path file) throws IOException {
    try (FlvFileReader reader = FlvFileReader.open(file)) {
      MediaFrame frame = reader.read();
      List<AmfValue> values =
          new Amf0Decoder(AmfLimits.DEFAULTS).readAll(frame.payload().duplicate());
      frame.release();
      return values.get(1);
    }
  }

  static Map<Long, Long> indexOf(AmfValue metadata) {
    List<AmfValue> times = items(metadata.member("keyframes").member("times"));
    List<AmfValue> positions = items(metadata.member("keyframes").member("filepositions"));
    Map<Long, Long> index = new LinkedHashMap<>();
    for (int i = 0; i < times.size(); i++) {
      index.put(Math.round(times.get(i).asNumber(-1) * 1e3), (long) positions.get(i).asNumber(-1));
    }
    return index;
  }

  private static List<AmfValue> items(AmfValue list) {
    return list instanceof AmfStrictArray array ? array.items() : List.of();
  }

  private static DecoderConfig config(String hex) {
    return DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }
}
