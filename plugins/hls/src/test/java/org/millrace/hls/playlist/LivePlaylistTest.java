package org.millrace.hls.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.live.Bench;
import org.millrace.hls.live.Source;
import org.millrace.hls.segment.Rendition;

/** All playlists of live streams keep the rules, one by one and one after the other. */
class LivePlaylistTest {
  private static final PlaylistOptions LOW_LATENCY =
      new PlaylistOptions(true, MediaTime.of(Duration.ofSeconds(30)));
  private static final PlaylistOptions PLAIN =
      new PlaylistOptions(false, MediaTime.of(Duration.ofSeconds(30)));
  private static final Duration STEP = Duration.ofMillis(300);

  /** What happens to a publisher. */
  enum Event {
    RUN,
    RUN_LONG,
    NEW_CONFIGURATION,
    RETURN,
    HOLE,
    SOUND_STOPS,
    SOUND_STARTS
  }

  /**
   * What a publisher sends.
   *
   * @param frameRate pictures per second
   * @param group pictures from key frame to key frame
   * @param sampleRate of AAC
   */
  record Shape(double frameRate, int group, int sampleRate) {}

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.of(
        new Shape(25, 50, 48_000),
        new Shape(30, 60, 44_100),
        new Shape(30_000 / 1001.0, 45, 48_000),
        new Shape(24, 24, 44_100),
        new Shape(15, 37, 32_000),
        new Shape(60, 250, 48_000),
        new Shape(12.5, 30, 22_050),
        new Shape(5, 10, 44_100),
        new Shape(2, 5, 48_000));
  }

  @Property(tries = 12)
  void whateverHappensThePlaylistsKeepTheRules(
      @ForAll("shapes") Shape shape, @ForAll List<Event> events, @ForAll boolean isEncrypted) {
    try (Bench bench = isEncrypted ? Bench.encrypted() : Bench.cmaf()) {
      Play play = new Play(bench, shape, isEncrypted ? PLAIN : LOW_LATENCY);
      play.run(Duration.ofSeconds(5));
      events.stream().limit(5).forEach(play::happen);
      bench.unpublish();
      play.look();
      bench.pass(Duration.ofSeconds(11));
      play.look();
      assertThat(bench.window().ended()).isTrue();
    }
  }

  @Property(tries = 5)
  void transportPlaylistsKeepTheRules(@ForAll("shapes") Shape shape, @ForAll List<Event> events) {
    try (Bench bench = Bench.transport()) {
      Play play = new Play(bench, shape, PLAIN);
      play.run(Duration.ofSeconds(5));
      events.stream().limit(4).forEach(play::happen);
    }
  }

  /** A stream that is looked at after each step, as a player does that reloads its playlists. */
  private static final class Play {
    private final Bench bench;
    private final PlaylistOptions options;
    private final Map<String, String> seen = new HashMap<>();
    private final Shape shape;
    private Source source;
    private int configurations;

    Play(Bench bench, Shape shape, PlaylistOptions options) {
      this.bench = bench;
      this.options = options;
      this.shape = shape;
      this.source = newSource();
      bench.start(source);
    }

    private Source newSource() {
      return Source.of(shape.frameRate(), shape.sampleRate()).keyFrameEvery(shape.group());
    }

    void happen(Event event) {
      switch (event) {
        case RUN -> run(Duration.ofSeconds(3));
        case RUN_LONG -> run(Duration.ofSeconds(12));
        case NEW_CONFIGURATION -> {
          source.newVideoConfiguration("avcC " + ++configurations);
          bench.start(source);
          run(Duration.ofSeconds(4));
        }
        case RETURN -> comeBack();
        case HOLE -> {
          source.pause(Duration.ofSeconds(12));
          bench.pass(Duration.ofSeconds(12));
          run(Duration.ofSeconds(2));
        }
        case SOUND_STOPS -> source.withoutAudio();
        case SOUND_STARTS -> {
          source.withAudio();
          run(Duration.ofSeconds(1));
        }
        default -> throw new AssertionError(event);
      }
    }

    private void comeBack() {
      bench.unpublish();
      look();
      bench.pass(Duration.ofSeconds(2));
      bench.republish();
      source = newSource();
      bench.start(source);
      run(Duration.ofSeconds(2));
    }

    void run(Duration time) {
      for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(STEP)) {
        bench.publish(source.run(STEP), STEP);
        look();
      }
    }

    void look() {
      if (bench.window().isReady()) {
        bench.window().renditions().forEach(this::look);
      }
    }

    private void look(Rendition rendition) {
      String full = MediaPlaylist.write(bench.window(), rendition, "e1", options, false);
      String delta = MediaPlaylist.write(bench.window(), rendition, "e1", options, true);
      ParsedPlaylist whole = PlaylistRules.check(full);
      ParsedPlaylist part = PlaylistRules.check(delta);
      assertThat(part.next()).describedAs(delta).isEqualTo(whole.next());
      assertThat(part.sequence()).isEqualTo(whole.sequence());
      String before = seen.put(rendition.name(), full);
      if (before != null) {
        PlaylistRules.checkSuccession(before, full);
        PlaylistRules.checkSuccession(before, delta);
      }
    }
  }

  @Test
  void aDeltaUpdateLeavesOutWhatIsOlderThanSixTargetDurations() {
    try (Bench bench = Bench.cmaf()) {
      Play play = new Play(bench, new Shape(25, 50, 48_000), LOW_LATENCY);
      play.run(Duration.ofSeconds(40));
      String delta =
          MediaPlaylist.write(bench.window(), bench.rendition("video"), "e1", LOW_LATENCY, true);
      assertThat(delta)
          .contains("CAN-SKIP-UNTIL=12.00000")
          .contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=");
      assertThat(ParsedPlaylist.parse(delta).segments).hasSizeBetween(6, 7);
    }
  }

  @Test
  void keysAreNamedOnceAndHeadersAreInTheClear() {
    try (Bench bench = Bench.encrypted()) {
      Source source = Source.standard();
      bench.start(source);
      bench.run(source, Duration.ofSeconds(9));
      source.newVideoConfiguration("other");
      bench.start(source);
      bench.run(source, Duration.ofSeconds(9));
      String text =
          MediaPlaylist.write(bench.window(), bench.rendition("video"), "e1", PLAIN, false);
      List<String> tags = new ArrayList<>();
      text.lines().filter(line -> line.matches("#EXT-X-(MAP|KEY).*")).forEach(tags::add);
      assertThat(tags)
          .startsWith(
              "#EXT-X-MAP:URI=\"video-e1-init0.mp4\"",
              "#EXT-X-KEY:METHOD=AES-128,URI=\"key-e1-0.key\"",
              "#EXT-X-KEY:METHOD=AES-128,URI=\"key-e1-1.key\"");
      int second = tags.indexOf("#EXT-X-MAP:URI=\"video-e1-init1.mp4\"");
      assertThat(tags.get(second - 1)).isEqualTo("#EXT-X-KEY:METHOD=NONE");
      assertThat(tags.get(second + 1)).startsWith("#EXT-X-KEY:METHOD=AES-128");
    }
  }

  @Test
  void theMultivariantPlaylistNamesWhatAPlayerHasToKnow() {
    try (Bench bench = Bench.cmaf()) {
      Source source = Source.standard();
      bench.start(source);
      bench.run(source, Duration.ofSeconds(5));
      String text = MultivariantPlaylist.write(bench.window(), "./cam.segments/s/");
      assertThat(text)
          .contains("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES")
          .contains("CHANNELS=\"2\",URI=\"./cam.segments/s/audio.m3u8\"")
          .contains("CODECS=\"h264,aac\",RESOLUTION=640x360,FRAME-RATE=25.000,AUDIO=\"audio\"\n")
          .endsWith("./cam.segments/s/video.m3u8\n");
    }
  }
}
