package org.millrace.flvrecording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.tag.FlvCodecs;

/** What the metadata of a file says about it; gathered tag by tag. */
final class FileFacts {
  private final KeyFrameIndex keyFrames;
  private Map<String, AmfValue> described = Map.of();
  private Track.@Nullable Video video;
  private Track.@Nullable Audio audio;
  private boolean videoFrames;
  private boolean audioFrames;
  private boolean endsWithKeyFrame;
  private long lastMillis;

  /**
   * Nothing yet.
   *
   * @param indexEntries how many key frames are remembered at the most
   */
  FileFacts(int indexEntries) {
    this.keyFrames = new KeyFrameIndex(indexEntries);
  }

  /** What the publisher, or the file until now, says of itself; replaces what it said before. */
  void describe(Map<String, AmfValue> members) {
    described = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * Counts a tag.
   *
   * @param frame borrowed
   * @param millis its time in the file
   * @param position where its tag begins
   */
  void add(MediaFrame frame, long millis, long position) {
    lastMillis = Math.max(lastMillis, millis);
    if (frame.track() instanceof Track.Video track) {
      addVideo(frame, track, millis, position);
    } else if (frame.track() instanceof Track.Audio track && isFirst(audio, track)) {
      audio = track;
      audioFrames |= isMedia(frame);
    }
  }

  private void addVideo(MediaFrame frame, Track.Video track, long millis, long position) {
    if (!isFirst(video, track)) {
      return;
    }
    video = track;
    if (isMedia(frame)) {
      videoFrames = true;
      endsWithKeyFrame = frame.isKey();
      if (frame.isKey()) {
        keyFrames.add(millis, position);
      }
    }
  }

  /** Of several tracks of a kind the metadata describes the first. */
  private static boolean isFirst(@Nullable Track first, Track track) {
    return first == null || first.sameStream(track);
  }

  private static boolean isMedia(MediaFrame frame) {
    return !frame.isConfig() && !frame.isEndOfSequence();
  }

  boolean hasAudio() {
    return audioFrames;
  }

  boolean hasVideo() {
    return videoFrames;
  }

  long lastMillis() {
    return lastMillis;
  }

  KeyFrameIndex keyFrames() {
    return keyFrames;
  }

  Map<String, AmfValue> described() {
    return described;
  }

  /** The members of the metadata that follow from the file itself. */
  Map<String, AmfValue> computed(long fileSize) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("duration", AmfValue.of(lastMillis / 1e3));
    members.put("filesize", AmfValue.of((double) fileSize));
    members.put("lasttimestamp", AmfValue.of(lastMillis / 1e3));
    members.put("hasVideo", AmfValue.of(videoFrames));
    members.put("hasAudio", AmfValue.of(audioFrames));
    members.put("canSeekToEnd", AmfValue.of(videoFrames && endsWithKeyFrame));
    if (video != null) {
      describeVideo(video, members);
    }
    if (audio != null) {
      describeAudio(audio, members);
    }
    return members;
  }

  private static void describeVideo(Track.Video track, Map<String, AmfValue> members) {
    FlvCodecs.id(track.codec())
        .ifPresent(id -> members.put("videocodecid", AmfValue.of((double) id)));
    if (track.width() > 0) {
      members.put("width", AmfValue.of(track.width()));
      members.put("height", AmfValue.of(track.height()));
    }
  }

  private static void describeAudio(Track.Audio track, Map<String, AmfValue> members) {
    FlvCodecs.id(track.codec())
        .ifPresent(id -> members.put("audiocodecid", AmfValue.of((double) id)));
    if (track.sampleRate() > 0) {
      members.put("audiosamplerate", AmfValue.of(track.sampleRate()));
    }
    if (track.channels() > 0) {
      members.put("audiochannels", AmfValue.of(track.channels()));
      members.put("stereo", AmfValue.of(track.channels() == 2));
    }
  }
}
