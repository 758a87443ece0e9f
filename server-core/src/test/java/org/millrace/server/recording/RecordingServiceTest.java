package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.millrace.server.fake.Refusals.assertRefused;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.recording.Recordings.Recording;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.fake.Frames;
import org.millrace.server.fake.LineFormat.Writing;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.stream.DuplicatePublisher;
import org.millrace.server.stream.StreamEngine;
import org.millrace.server.stream.StreamPolicy;

/** Recordings of streams of the real engine. */
class RecordingServiceTest {
  private static final StreamKey CAM = new StreamKey("live", "cam");

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(3, LocalIoHandler.newFactory());
  private volatile StreamPolicy policy = StreamPolicy.DEFAULT;
  private final StreamEngine engine = new StreamEngine(application -> policy);
  private final FileFormats formats = new FileFormats();
  private final LogCapture log = new LogCapture();
  @TempDir private Path storage;
  private RecordingService service;
  private ApplicationRecordings recordings;

  @BeforeEach
  void start() throws IOException {
    storage = storage.toRealPath();
    formats.add("p", List.of(new Writing("flv"), new Writing(Set.of("bad"), 40)), List.of());
    service = new RecordingService(engine, loops, formats, Duration.ofMinutes(1));
    recordings = service.of("live", Optional.of(storage));
  }

  @AfterEach
  void stop() {
    service.close().toCompletableFuture().join();
    engine.close().toCompletableFuture().join();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    log.close();
  }

  @Test
  void streamIsRecordedUntilItIsUnpublished() throws Exception {
    Publication publication = publish();
    Recording recording = recordings.start(publication, false);
    write(publication, Frames.videoConfig("c"), Frames.key(1_000), Frames.video(3_500));
    publication.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(recording.file()).isEqualTo(storage.resolve("cam.flv"));
    assertThat(lines("cam.flv")).endsWith("key 1000", "video 3500", "end").hasSize(4);
    assertThat(log.lines(Level.INFO))
        .contains(
            "INFO recording started: live/cam to " + recording.file(),
            "INFO recording finished: live/cam to "
                + recording.file()
                + ", 2.5 s, "
                + Files.size(recording.file())
                + " bytes");
  }

  @Test
  void whatWasWrittenIsInTheFileWhileTheRecordingGoesOn() throws Exception {
    Publication publication = publish();
    recordings.start(publication, false);
    write(publication, Frames.key(0), Frames.video(40));

    await().untilAsserted(() -> assertThat(lines("cam.flv")).containsExactly("key 0", "video 40"));
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void recordReplacesAndAppendGoesOn() throws Exception {
    Files.writeString(storage.resolve("a.flv"), "old\n");
    Files.writeString(storage.resolve("b.flv"), "old\n");
    Publication publication = publish();
    recordings.start(CAM, "a", false);
    recordings.start(CAM, "b", true);
    write(publication, Frames.key(0));
    publication.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("a.flv")).containsExactly("key 0", "end");
    assertThat(lines("b.flv")).containsExactly("old", "key 0", "end");
  }

  @Test
  void publisherThatSendsNothingDestroysNoFile() throws Exception {
    Files.writeString(storage.resolve("cam.flv"), "old\n");
    Publication publication = publish();
    recordings.start(publication, false);
    publication.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("cam.flv")).containsExactly("old");
    assertThat(log.lines(Level.INFO))
        .contains(
            "INFO recording ended without a frame: live/cam to " + storage.resolve("cam.flv"));
  }

  @Test
  void recordingWaitsForItsStream() throws Exception {
    recordings.start(CAM, "later", false);
    Publication publication = publish();
    write(publication, Frames.key(0));
    publication.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("later.flv")).containsExactly("key 0", "end");
  }

  @Test
  void recordingEndsWhenItIsClosed() throws Exception {
    Publication publication = publish();
    Recording recording = recordings.start(CAM, "part", false);
    write(publication, Frames.key(0));
    recording.close();
    recording.close();

    awaitEnd();
    assertThat(lines("part.flv")).containsExactly("key 0", "end");
    assertThat(publication.isOpen()).isTrue();
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void publisherThatComesBackAtOnceIsRecordedIntoTheSameFile() throws Exception {
    for (int round = 0; round < 20; round++) {
      Publication publication = publish();
      recordings.start(publication, true);
      write(publication, Frames.key(0));
      if (round == 0) {
        await().until(() -> storage.resolve("cam.flv").toFile().length() > 0);
      }
      publication.close(CloseReason.CLIENT);
    }

    awaitEnd();
    // How much of such short publications is there to record is up to the engine.
    assertThat(lines("cam.flv")).contains("key 0", "end");
    assertThat(service.active()).isEmpty();
    assertThat(log.lines(Level.WARN)).isEmpty();
  }

  @Test
  void publisherThatTakesOverIsRecordedFromItsBeginning() throws Exception {
    policy = takeOver();
    Publication first = publish();
    recordings.start(first, true);
    write(first, Frames.key(0), Frames.video(40));
    await().until(() -> lines("cam.flv").size() == 2);

    Publication second = publish();
    recordings.start(second, true);
    write(second, Frames.key(0), Frames.video(40));
    await().until(() -> lines("cam.flv").size() == 5);
    second.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("cam.flv")).hasSize(6).element(2).isEqualTo("end");
    assertThat(log.lines(Level.WARN)).isEmpty();
  }

  @Test
  void recordingThatAnApplicationStartedGoesOnWhenAPublisherTakesOver() throws Exception {
    policy = takeOver();
    recordings.start(CAM, "all", false);
    Publication first = publish();
    write(first, Frames.key(0));
    await().until(() -> lines("all.flv").size() == 1);
    Publication second = publish();
    write(second, Frames.key(0));
    second.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("all.flv")).hasSize(3).startsWith("key 0").endsWith("end");
  }

  private static StreamPolicy takeOver() {
    StreamPolicy defaults = StreamPolicy.DEFAULT;
    return new StreamPolicy(
        defaults.startMode(),
        defaults.lagPolicy(),
        defaults.groupCache(),
        defaults.mergeWrite(),
        new StreamPolicy.Duplicates(DuplicatePublisher.TAKE_OVER, Duration.ZERO),
        defaults.publisherTimeouts(),
        defaults.resumeWindow());
  }

  @Test
  void recordingGoesOnInItsFileWhenItsFormatIsThereAgain() throws Exception {
    Publication publication = publish();
    recordings.start(publication, false);
    write(
        publication,
        Frames.audio(0),
        Frames.videoConfig("c"),
        Frames.key(10),
        Frames.audio(20),
        Frames.video(40));

    service.suspend(provider -> true).toCompletableFuture().join();
    write(publication, Frames.audio(41), Frames.video(80));
    service.resume();
    write(publication, Frames.video(120));
    publication.close(CloseReason.CLIENT);

    awaitEnd();
    assertThat(lines("cam.flv"))
        .containsExactly(
            "audio 0",
            "config 0",
            "key 10",
            "audio 20",
            "video 40",
            "end",
            "audio 41",
            "video 80",
            "video 120",
            "end");
    assertThat(log.lines(Level.INFO))
        .contains("INFO recording goes on: live/cam to " + storage.resolve("cam.flv"));
  }

  @Test
  void recordingWhoseFormatDoesNotComeBackIsReported() throws Exception {
    Publication publication = publish();
    recordings.start(publication, false);
    write(publication, Frames.key(0));

    service.suspend(provider -> true).toCompletableFuture().join();
    formats.remove("p");
    service.resume();

    assertThat(log.lines(Level.WARN))
        .singleElement()
        .asString()
        .startsWith("WARN recording of live/cam does not go on: ");
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void twoRecordingsOfOneFileAreRefused() throws Exception {
    recordings.start(CAM, "cam", false);

    assertRefused(
        () -> recordings.start(new StreamKey("live", "other"), "flv:cam", false),
        Refusal.BUSY,
        storage.resolve("cam.flv") + " is being recorded to already");
  }

  @Test
  void fileIsFreeAgainWhenItsRecordingHasEnded() throws Exception {
    recordings.start(CAM, "cam", false).close();
    awaitEnd();

    assertThat(recordings.start(CAM, "cam", false).stream()).isEqualTo(CAM);
  }

  @Test
  void fullDiskEndsTheRecordingWithOneLineAndNotTheStream() throws Exception {
    Publication publication = publish();
    recordings.start(CAM, "bad:cam", false);
    write(publication, Frames.key(0), Frames.video(40));
    write(publication, Frames.video(80));

    awaitEnd();
    assertThat(log.lines(Level.ERROR))
        .containsExactly(
            "ERROR recording of live/cam to "
                + storage.resolve("cam.bad")
                + " fails: No space left on device");
    assertThat(publication.isOpen()).isTrue();
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void linkThatLeadsOutEndsTheRecordingWithOneLine(@TempDir Path outside) throws Exception {
    Files.createSymbolicLink(storage.resolve("out"), outside);
    Publication publication = publish();
    recordings.start(CAM, "out/cam", false);
    write(publication, Frames.key(0));

    awaitEnd();
    assertThat(outside).isEmptyDirectory();
    assertThat(log.lines(Level.ERROR)).singleElement().asString().contains("leads out of");
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void namesThatLeadOutAreRefused() {
    assertRefused(
        () -> recordings.start(CAM, "../cam", false),
        Refusal.BAD_NAME,
        "file name with an empty, \".\" or \"..\" segment");
    assertRefused(
        () -> recordings.requireFileName("a//b"),
        Refusal.BAD_NAME,
        "file name with an empty, \".\" or \"..\" segment");
  }

  @Test
  void applicationWithoutStorageRecordsNothing() {
    ApplicationRecordings none = service.of("vod", Optional.empty());

    assertRefused(
        () -> none.start(CAM, "cam", false),
        Refusal.FAILED,
        "application vod has no mediaStorage.recordedStreamsStorage");
  }

  @Test
  void applicationSeesItsOwnRecordings() throws RefusedException {
    Recording recording = recordings.start(CAM, "cam", false);

    assertThat(recordings.active()).containsExactly(recording);
    assertThat(service.of("vod", Optional.of(storage)).active()).isEmpty();
  }

  @Test
  void closingFinishesAllFilesAndRefusesNewOnes() throws Exception {
    Publication publication = publish();
    recordings.start(CAM, "a", false);
    recordings.start(CAM, "b", false);
    write(publication, Frames.key(0));

    service.close().toCompletableFuture().join();

    assertThat(lines("a.flv")).containsExactly("key 0", "end");
    assertThat(lines("b.flv")).containsExactly("key 0", "end");
    assertRefused(
        () -> recordings.start(CAM, "c", false), Refusal.SHUTDOWN, "the server is stopping");
    publication.close(CloseReason.CLIENT);
  }

  @Test
  void storagesAreRepairedWhereTheyExist() {
    service.repair(List.of(storage, storage.resolve("not-there")));

    assertThat(storage.resolve("repaired")).exists();
    assertThat(log.lines(Level.WARN)).isEmpty();
  }

  private Publication publish() throws Exception {
    PublicationOwner owner =
        new PublicationOwner() {
          @Override
          public String describe() {
            return "the test";
          }

          @Override
          public void onClosed(CloseReason reason) {}
        };
    return loops.next().submit(() -> engine.publish(CAM, loops.next(), owner)).get();
  }

  private static void write(Publication publication, MediaFrame... frames) throws Exception {
    publication
        .eventLoop()
        .submit(
            () -> {
              for (MediaFrame frame : frames) {
                publication.write(frame);
              }
              publication.flush();
            })
        .get();
  }

  private void awaitEnd() {
    await().until(() -> service.active().isEmpty());
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(storage.resolve(file));
  }
}
