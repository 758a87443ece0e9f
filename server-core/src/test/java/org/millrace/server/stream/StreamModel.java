package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;

/**
 * What the engine promises, in its simplest form: the list of all frames ever written to a stream,
 * and a judge of what a viewer has seen of it.
 */
final class StreamModel {
  private final List<Written> frames = new ArrayList<>();
  private final Map<String, Integer> byText = new HashMap<>();
  private Map<Track, Integer> headers = Map.of();

  /**
   * A frame that was written.
   *
   * @param access whether a viewer may start here
   * @param headers for each track the number of the newest configuration, this frame's included
   */
  record Written(
      String text, Track track, int publication, boolean access, Map<Track, Integer> headers) {}

  int size() {
    return frames.size();
  }

  void publicationBegins() {
    headers = Map.of();
  }

  void add(MediaFrame frame, int publication) {
    String text = Frames.text(frame);
    if (frame.isConfig()) {
      Map<Track, Integer> changed = new HashMap<>(headers);
      changed.put(frame.track(), frames.size());
      headers = changed;
    }
    boolean access = frame.kind() == MediaKind.VIDEO && frame.isKey();
    byText.put(text, frames.size());
    frames.add(new Written(text, frame.track(), publication, access, headers));
  }

  /**
   * Judges what a viewer saw: headers, then from a key frame on every frame of that publication
   * that its encoder includes, in order; after a break again headers if it lacks any, and a key
   * frame.
   *
   * @param seen texts in the order in which they came
   * @param withVideo whether the viewer's encoder includes video
   * @return the number of the last frame seen, or -1
   */
  int judge(List<String> seen, boolean withVideo) {
    Map<Track, Integer> known = new HashMap<>();
    int last = -1;
    boolean restarting = true;
    for (String text : seen) {
      int number = byText.getOrDefault(text, -1);
      assertThat(number).as("number of '%s', which must have been written", text).isNotNegative();
      Written frame = frames.get(number);
      if (!restarting && number == following(last, withVideo)) {
        last = number;
        note(known, number);
      } else if (isConfig(number)) {
        known.put(frame.track(), number);
        restarting = true;
      } else {
        judgeStart(number, last, known, withVideo);
        last = number;
        restarting = false;
      }
    }
    return last;
  }

  private void judgeStart(int number, int last, Map<Track, Integer> known, boolean withVideo) {
    Written frame = frames.get(number);
    assertThat(number).as("a break leads forward").isGreaterThan(last);
    if (withVideo) {
      boolean start = frame.access() || isIntro(number);
      assertThat(start).as("'%s' follows a break, and is a key frame", frame).isTrue();
      assertThat(known).as("headers known at '%s'", frame).containsAllEntriesOf(frame.headers());
    }
  }

  /** Whether a publication begins with this frame, and then with a key frame before any picture. */
  private boolean isIntro(int number) {
    int publication = frames.get(number).publication();
    int before = number - 1;
    while (before >= 0 && frames.get(before).publication() == publication) {
      if (!isConfig(before--)) {
        return false;
      }
    }
    int next = number;
    while (next < frames.size() && (isConfig(next) || track(next).kind() != MediaKind.VIDEO)) {
      next++;
    }
    return next < frames.size()
        && frames.get(next).access()
        && frames.get(next).publication() == publication;
  }

  private void note(Map<Track, Integer> known, int number) {
    if (isConfig(number)) {
      known.put(frames.get(number).track(), number);
    }
  }

  private boolean isConfig(int number) {
    return Integer.valueOf(number).equals(frames.get(number).headers().get(track(number)));
  }

  private Track track(int number) {
    return frames.get(number).track();
  }

  /**
   * The number of the frame that has to come next if there is no break; -1 if there must be one.
   */
  private int following(int last, boolean withVideo) {
    for (int next = last + 1; last >= 0 && next < frames.size(); next++) {
      if (frames.get(next).publication() != frames.get(last).publication()) {
        return -1;
      }
      if (withVideo || track(next).kind() != MediaKind.VIDEO) {
        return next;
      }
    }
    return -1;
  }

  /** The newest frame that a viewer sees which is not behind, or -1. */
  int newest(boolean withVideo) {
    for (int number = frames.size() - 1; number >= 0; number--) {
      if (withVideo || track(number).kind() != MediaKind.VIDEO) {
        return number;
      }
    }
    return -1;
  }

  /** Whether a viewer that waits from a frame on can have started. */
  boolean hasAccess(int from) {
    return frames.stream().skip(from).anyMatch(Written::access);
  }
}
