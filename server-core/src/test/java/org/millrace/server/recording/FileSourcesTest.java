package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.config.FileSourceConfig;
import org.millrace.server.fake.FakeStreams;
import org.millrace.server.fake.FakeStreams.FakePublication;
import org.millrace.server.fake.LineFormat;
import org.millrace.server.fake.LineFormat.Reading;
import org.millrace.server.fake.LogCapture;

class FileSourcesTest {
  private static final StreamKey DEMO = new StreamKey("live", "demo");

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final FakeStreams streams = new FakeStreams();
  private final FileFormats formats = new FileFormats();
  private final FileSources sources = new FileSources(streams, loops, formats);
  private final LogCapture log = new LogCapture();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void addFormat() {
    formats.add("p", List.of(), List.of(new Reading("flv")));
    file = folder.resolve("demo.flv");
  }

  @AfterEach
  void stop() {
    sources.stop().toCompletableFuture().join();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    log.close();
  }

  @Test
  void loopGoesOnAndOnUntilItIsStopped() throws Exception {
    start(true, "config A", "key 0", "video 10");
    await().until(() -> streams.publication(DEMO) != null);
    FakePublication publication = streams.publication(DEMO);

    await().until(() -> publication.written().size() >= 6);
    sources.stop().toCompletableFuture().join();

    assertThat(publication.written().stream().map(LineFormat::line).limit(6))
        .containsExactly("config 0", "key 0", "video 10", "key 20", "video 30", "key 40");
    assertThat(publication.closed()).isEqualTo(CloseReason.SHUTDOWN);
    assertThat(log.lines(Level.INFO))
        .containsExactly(
            "INFO file source live/demo plays "
                + file
                + " in an endless loop; watch test://host/live/demo");
  }

  @Test
  void fileThatIsNotLoopedEnds() throws Exception {
    start(false, "key 0", "video 10");

    awaitLine("INFO file source live/demo: " + file + " has ended");
    await().until(() -> streams.publication(DEMO) == null);
  }

  @Test
  void missingFileIsOneLine() {
    sources.start("live", new FileSourceConfig(file, "demo", true), List.of());

    awaitLine("ERROR file source live/demo fails: " + file + ": no such file: " + file);
    assertThat(streams.publication(DEMO)).isNull();
    assertThat(log.lines(Level.INFO)).hasSize(1);
  }

  @Test
  void brokenFileIsOneLineAndEndsTheStream() throws Exception {
    start(true, "key 0", "video 1", "rubbish");

    awaitLine("ERROR file source live/demo fails: " + file + ": line rubbish (expected: a frame)");
    await().until(() -> streams.publication(DEMO) == null);
  }

  @Test
  void formatThatNobodyReadsIsOneLine() {
    Path other = folder.resolve("demo.mp4");
    sources.start("live", new FileSourceConfig(other, "demo", true), List.of());

    assertThat(log.lines(Level.INFO))
        .containsExactly("WARN file source live/demo does not start: no plugin reads " + other);
  }

  @Test
  void secondSourceOfANameDoesNotStart() throws Exception {
    start(true, "key 0", "video 10");
    await().until(() -> streams.publication(DEMO) != null);

    sources.start("live", new FileSourceConfig(file, "demo", true), List.of());

    awaitLine(
        "WARN file source live/demo does not start: live/demo is already published by file "
            + file);
  }

  @Test
  void sourceStopsWhenItIsKickedOut() throws Exception {
    start(true, "key 0", "video 10");
    await().until(() -> streams.publication(DEMO) != null);
    FakePublication publication = streams.publication(DEMO);

    loops.next().submit(publication::kick).get();

    awaitLine("INFO file source live/demo is stopped: KICKED");
  }

  private void start(boolean loop, String... lines) throws IOException {
    Files.write(file, List.of(lines));
    sources.start(
        "live", new FileSourceConfig(file, "demo", loop), List.of("test://host/live/demo"));
  }

  private void awaitLine(String line) {
    await().untilAsserted(() -> assertThat(log.lines(Level.INFO)).contains(line));
  }
}
