package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

/** A publisher: pictures and sound in decoding order, as RTMP would have them. */
public final class Source {
  private final long pictureTicks;
  private final long soundTicks;
  private int group = 50;
  private boolean hasVideo = true;
  private boolean hasAudio = true;
  private Track video = video("avcC 1");
  private Track audio = audio("asc 1");
  private long now;
  private long nextPicture;
  private long nextSound;
  private int pictures;
  private int sounds;

  private Source(double frameRate, int sampleRate) {
    this.pictureTicks = Math.round(MediaTime.TICKS_PER_SECOND / frameRate);
    this.soundTicks = MediaTime.of(1024, sampleRate);
  }

  /** 25 pictures a second, a key frame every two seconds, AAC of 48 kHz. */
  public static Source standard() {
    return new Source(25, 48_000);
  }

  public static Source of(double frameRate, int sampleRate) {
    return new Source(frameRate, sampleRate);
  }

  public Source keyFrameEvery(int count) {
    group = count;
    return this;
  }

  public Source withoutVideo() {
    hasVideo = false;
    return this;
  }

  public Source withoutAudio() {
    hasAudio = false;
    return this;
  }

  public Source withAudio() {
    hasAudio = true;
    nextSound = now;
    return this;
  }

  /** The next picture is a key frame with another configuration. */
  public void newVideoConfiguration(String text) {
    video = video(text);
    pictures = 0;
  }

  public void useCodec(Codec codec) {
    video = Track.Video.of(0, codec, config(""));
  }

  /** Time passes without frames. */
  public void pause(Duration time) {
    now += MediaTime.of(time);
    nextPicture = now;
    nextSound = now;
    pictures = 0;
  }

  public List<MediaFrame> headers() {
    List<MediaFrame> frames = new ArrayList<>();
    if (hasVideo) {
      frames.add(MediaFrame.of(video, now, now, MediaFrame.CONFIG, Unpooled.buffer(1)));
    }
    if (hasAudio) {
      frames.add(MediaFrame.of(audio, now, now, MediaFrame.CONFIG, Unpooled.buffer(1)));
    }
    return frames;
  }

  /** What is sent in the next time. */
  public List<MediaFrame> run(Duration time) {
    long end = now + MediaTime.of(time);
    List<MediaFrame> frames = new ArrayList<>();
    while (now < end) {
      boolean isPicture = hasVideo && (!hasAudio || nextPicture <= nextSound);
      now = isPicture ? nextPicture : hasAudio ? nextSound : end;
      if (now < end && isPicture) {
        frames.add(picture());
      } else if (now < end && hasAudio) {
        frames.add(sound());
      }
    }
    now = end;
    return frames;
  }

  private MediaFrame picture() {
    int flags = pictures % group == 0 ? MediaFrame.KEY : 0;
    String name = (flags == 0 ? "p" : "K") + pictures++;
    // RTMP has milliseconds.
    long time = MediaTime.ofMillis(MediaTime.toMillis(nextPicture));
    nextPicture += pictureTicks;
    return MediaFrame.of(video, time, time, flags, text(name));
  }

  private MediaFrame sound() {
    long time = MediaTime.ofMillis(MediaTime.toMillis(nextSound));
    nextSound += soundTicks;
    return MediaFrame.of(audio, time, time, MediaFrame.KEY, text("a" + sounds++));
  }

  private static Track video(String text) {
    return new Track.Video(0, Codec.H264, config(text), 640, 360, "");
  }

  private static Track audio(String text) {
    return new Track.Audio(0, Codec.AAC, config(text), 48_000, 2, "");
  }

  private static DecoderConfig config(String text) {
    return DecoderConfig.copyOf(text(text));
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
