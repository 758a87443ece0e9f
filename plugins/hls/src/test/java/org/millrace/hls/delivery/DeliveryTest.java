package org.millrace.hls.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.FakeSubscription;
import org.millrace.doubles.http.FakeExchange;
import org.millrace.hls.live.CutOptions;
import org.millrace.hls.live.SegmenterFactory;
import org.millrace.hls.live.Segmenters;
import org.millrace.hls.live.Source;
import org.millrace.hls.live.TextFragments;
import org.millrace.hls.playlist.PlaylistOptions;

class DeliveryTest {
  private static final StreamKey KEY = new StreamKey("live", "cam");
  private static final Duration STEP = Duration.ofMillis(200);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeStreams streams = FakeStreams.of(new FakeStream(KEY, true));
  private final Source source = Source.standard();
  private final WrittenPlaylists playlists =
      new WrittenPlaylists(new PlaylistOptions(true, MediaTime.of(Duration.ofSeconds(30))));
  private final Sessions sessions =
      new Sessions(new Sessions.Policy(false, Duration.ofSeconds(60), 3), () -> nanos());
  private final Segmenters segmenters = segmenters();
  private final MultivariantHandler multivariant = new MultivariantHandler(segmenters, sessions);
  private final FileHandler files = new FileHandler(segmenters, sessions, playlists);
  private long nanos;

  private long nanos() {
    return nanos;
  }

  private Segmenters segmenters() {
    CutOptions cut =
        new CutOptions(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(300),
            Duration.ofSeconds(30),
            1 << 20,
            0,
            false);
    SegmenterFactory factory =
        new SegmenterFactory(
            new SegmenterFactory.Options(new TextFragments(), cut, Duration.ofSeconds(10), 2),
            new SegmenterFactory.Environment(
                null,
                null,
                channel.eventLoop(),
                LogManager.getLogger(DeliveryTest.class),
                Clock.systemUTC(),
                this::nanos,
                key -> sessions.viewers(key),
                playlists::forget));
    return new Segmenters(
        streams,
        channel::eventLoop,
        factory,
        new Segmenters.Demand(false, Duration.ofSeconds(30), Duration.ofSeconds(20)),
        1);
  }

  @AfterEach
  void close() {
    segmenters.close();
    channel.runPendingTasks();
  }

  private void run(Duration time) {
    for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(STEP)) {
      offer(source.run(STEP));
      pass(STEP);
    }
  }

  private void offer(List<MediaFrame> frames) {
    List<FakeSubscription> all = streams.subscriptions();
    all.get(all.size() - 1).offer(frames.toArray(MediaFrame[]::new));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private FakeExchange ask() {
    return ask("cam");
  }

  private FakeExchange ask(String stream) {
    FakeExchange request = new FakeExchange().with("app", "live").with("stream", stream);
    return request.handledBy(multivariant);
  }

  /** Starts the stream, and gives a session. */
  private String session(Duration time) {
    FakeExchange request = ask();
    channel.runPendingTasks();
    offer(source.headers());
    run(time);
    return sessionOf(request);
  }

  private static String sessionOf(FakeExchange request) {
    assertThat(request.run().answer().status()).isEqualTo(200);
    Matcher matcher =
        Pattern.compile("cam\\.segments/([^/]+)/video\\.m3u8").matcher(request.answer().text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static FakeExchange fetch(String session, String file) {
    return new FakeExchange()
        .with("app", "live")
        .with("stream", "cam")
        .with("session", session)
        .with("file", file);
  }

  private FakeExchange get(String session, String file) {
    FakeExchange request = fetch(session, file).handledBy(files);
    channel.runPendingTasks();
    return request.run();
  }

  private FakeExchange blocked(String session, String sequence, String part) {
    FakeExchange request = fetch(session, "video.m3u8").asking("_HLS_msn", sequence);
    request = part.isEmpty() ? request : request.asking("_HLS_part", part);
    request.handledBy(files);
    channel.runPendingTasks();
    return request.run();
  }

  @Test
  void whoComesFirstStartsTheCuttingAndWaitsForTheFirstSegment() {
    assertThat(streams.subscriptions()).isEmpty();
    FakeExchange request = ask();
    channel.runPendingTasks();
    assertThat(streams.subscriptions()).hasSize(1);
    assertThat(request.run().answer().status()).isZero();
    offer(source.headers());
    run(Duration.ofSeconds(3));
    assertThat(request.run().answer().status()).isEqualTo(200);
    assertThat(request.answer().header("cache-control")).isEqualTo("no-store");
    assertThat(ask().run().answer().status()).isEqualTo(200);
    assertThat(streams.subscriptions()).hasSize(1);
  }

  @Test
  void aStreamThatDoesNotBeginIsStatus503() {
    FakeExchange request = ask();
    pass(Duration.ofSeconds(21));
    assertThat(request.run().answer().status()).isEqualTo(503);
  }

  @Test
  void unknownStreamsAreStatus404AndStartNothing() {
    FakeExchange request = ask("other");
    assertThat(request.run().answer().status()).isEqualTo(404);
    assertThat(streams.subscriptions()).isEmpty();
  }

  @Test
  void whatTheApplicationRefusesIsStatus403() {
    FakeExchange request =
        new FakeExchange().with("app", "live").with("stream", "cam").asking("token", "t");
    request.application().refuse(Refusal.NOT_ALLOWED, "no ticket");
    request.handledBy(multivariant);
    assertThat(request.run().answer().status()).isEqualTo(403);
    assertThat(request.answer().problem()).isEqualTo("no ticket");
    assertThat(request.application().playRequests().get(0).parameters())
        .containsEntry("token", "t");
    assertThat(streams.subscriptions()).isEmpty();
  }

  @Test
  void nothingIsServedWithoutASession() {
    String session = session(Duration.ofSeconds(5));
    assertThat(get(session, "video.m3u8").run().answer().status()).isEqualTo(200);
    assertThat(get(session, "video-1-0.m4s").run().answer().status()).isEqualTo(200);
    char last = session.charAt(session.length() - 2);
    String forged = session.substring(0, session.length() - 2) + (last == 'A' ? "BB" : "AA");
    assertThat(get(forged, "video.m3u8").run().answer().status()).isEqualTo(403);
    assertThat(get(forged, "video-1-0.m4s").run().answer().status()).isEqualTo(403);
    assertThat(get("x", "video-1-0.m4s").run().answer().status()).isEqualTo(403);
  }

  @Test
  void sessionsEndWhenTheyAreNotUsedAndAreBounded() {
    String session = session(Duration.ofSeconds(5));
    ask();
    ask();
    sessions.count(Duration.ofSeconds(10));
    assertThat(sessions.viewers(KEY)).isEqualTo(3);
    assertThat(segmenters.running(KEY).orElseThrow().viewers()).isEqualTo(3);
    assertThat(ask().run().answer().status()).isEqualTo(503);
    pass(Duration.ofSeconds(61));
    assertThat(get(session, "video-1-0.m4s").run().answer().status()).isEqualTo(403);
    sessions.count(Duration.ofSeconds(10));
    assertThat(sessions.viewers(KEY)).isZero();
    assertThat(ask().run().answer().status()).isEqualTo(200);
  }

  @Test
  void allViewersMayShareOneSession() {
    Sessions shared =
        new Sessions(new Sessions.Policy(true, Duration.ofSeconds(60), 3), this::nanos);
    String first = shared.open(KEY).orElseThrow();
    assertThat(shared.open(KEY)).contains(first);
    assertThat(shared.open(new StreamKey("live", "other"))).isNotEqualTo(first);
    assertThat(shared.find(first)).contains(KEY);
  }

  @Test
  void playlistsHaveAnEntityTagThatChangesWithThem() {
    String session = session(Duration.ofSeconds(5));
    FakeExchange before = get(session, "video.m3u8");
    assertThat(before.answer().header("content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(get(session, "video.m3u8").answer().header("etag"))
        .isEqualTo(before.answer().header("etag"));
    run(Duration.ofSeconds(1));
    assertThat(get(session, "video.m3u8").answer().header("etag"))
        .isNotEqualTo(before.answer().header("etag"));
  }

  @Test
  void aPlayerWaitsForThePartThatItAsksFor() {
    String session = session(Duration.ofSeconds(5));
    Matcher hint = hint(get(session, "video.m3u8").answer().text());
    FakeExchange waiting = blocked(session, hint.group(1), hint.group(2));
    assertThat(waiting.run().answer().status()).isZero();
    run(Duration.ofMillis(400));
    assertThat(waiting.run().answer().status()).isEqualTo(200);
    assertThat(waiting.answer().text()).contains("#EXT-X-PART:").contains(hint.group(0));
  }

  private static Matcher hint(String playlist) {
    Matcher hint = Pattern.compile("video-1-(\\d+)\\.(\\d+)\\.m4s").matcher(playlist);
    String name = "";
    while (hint.find()) {
      name = hint.group();
    }
    assertThat(playlist).contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + name);
    hint.reset(name);
    assertThat(hint.matches()).isTrue();
    return hint;
  }

  @Test
  void aPartIsWaitedForIfItIsTheNextOne() {
    String session = session(Duration.ofSeconds(5));
    Matcher hint = hint(get(session, "video.m3u8").answer().text());
    FakeExchange waiting = get(session, hint.group());
    assertThat(waiting.run().answer().status()).isZero();
    run(Duration.ofMillis(400));
    assertThat(waiting.run().answer().status()).isEqualTo(200);
    assertThat(waiting.answer().text()).isNotEmpty();
    assertThat(waiting.answer().header("content-type")).isEqualTo("video/mp4");
    int later = Integer.parseInt(hint.group(2)) + 5;
    assertThat(
            get(session, "video-1-" + hint.group(1) + "." + later + ".m4s").run().answer().status())
        .isEqualTo(404);
  }

  @Test
  void aPartBehindTheLastOneMeansTheNextSegment() {
    String session = session(Duration.ofSeconds(5));
    assertThat(blocked(session, "1", "40").run().answer().status()).isEqualTo(200);
  }

  @Test
  void waitingEndsAfterThreeTargetDurations() {
    String session = session(Duration.ofSeconds(5));
    FakeExchange waiting = blocked(session, "2", "");
    pass(Duration.ofSeconds(7));
    assertThat(waiting.run().answer().status()).isEqualTo(503);
    assertThat(waiting.answer().problem()).contains("nothing new within 6 s");
  }

  @Test
  void onlySoManyMayWait() {
    String session = session(Duration.ofSeconds(5));
    assertThat(blocked(session, "2", "").run().answer().status()).isZero();
    assertThat(blocked(session, "2", "").run().answer().status()).isZero();
    assertThat(blocked(session, "2", "").run().answer().status()).isEqualTo(503);
  }

  @Test
  void nonsenseIsStatus400() {
    String session = session(Duration.ofSeconds(5));
    assertThat(blocked(session, "99", "").run().answer().status()).isEqualTo(400);
    assertThat(blocked(session, "-1", "").run().answer().status()).isEqualTo(400);
    assertThat(blocked(session, "x", "0").run().answer().status()).isEqualTo(400);
    assertThat(blocked(session, "2", "90").run().answer().status()).isEqualTo(400);
    FakeExchange alone = fetch(session, "video.m3u8").asking("_HLS_part", "1");
    assertThat(alone.handledBy(files).run().answer().status()).isEqualTo(400);
    FakeExchange skip = fetch(session, "video.m3u8").asking("_HLS_skip", "NO");
    assertThat(skip.handledBy(files).run().answer().status()).isEqualTo(400);
  }

  @Test
  void onlyNamesOfFilesLeadToFiles() {
    String session = session(Duration.ofSeconds(5));
    for (String name :
        List.of(
            "video-1-99.m4s",
            "video-2-0.m4s",
            "video-1-0.ts",
            "video-1-00.m4s",
            "other-1-0.m4s",
            "other.m3u8",
            "video-1-init7.mp4",
            "key-1-0.key",
            "video-1-99999999999999999999.m4s",
            "..%2Fsecret",
            "video")) {
      assertThat(get(session, name).run().answer().status()).describedAs(name).isEqualTo(404);
    }
    assertThat(get(session, "video-1-init0.mp4").answer().text()).startsWith("init H.264");
    assertThat(get(session, "audio-1-0.m4s").answer().header("content-type"))
        .isEqualTo("audio/mp4");
  }

  @Test
  void aStreamThatNobodyAsksForIsNotCutAnyMore() {
    session(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(31));
    segmenters.endIdle();
    channel.runPendingTasks();
    assertThat(segmenters.all()).isEmpty();
    assertThat(streams.subscriptions().get(0).isClosed()).isTrue();
  }
}
