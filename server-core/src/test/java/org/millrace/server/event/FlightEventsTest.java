package org.millrace.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.SubscriptionStatistics;

class FlightEventsTest {
  private static final Instant NOW = Instant.now();
  private static final StreamKey CAM = new StreamKey("live", "cam");
  private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 5000);

  private static final ConnectionInfo CONNECTION =
      new ConnectionInfo("c1", "inboundEcho", "live", PEER, PEER, false, NOW, 11, 12);
  private static final ViewerInfo VIEWER =
      new ViewerInfo(
          "v1",
          CAM,
          "c1",
          "echo",
          PEER,
          NOW,
          new SubscriptionStatistics(5, 500, 2, 1, Duration.ZERO));
  private static final RecordingInfo RECORDING =
      new RecordingInfo("r1", CAM, Path.of("/m/cam.flv"), false, Optional.of(NOW), 3, 300);

  @TempDir Path folder;

  @Test
  void flightRecordingHasWhatHappened() throws IOException {
    ServerEvents events = new ServerEvents();
    Path file = folder.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      assertThat(events.isWatched()).isTrue();
      all().forEach(events);
      recording.stop();
      recording.dump(file);
    }

    List<RecordedEvent> flight =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("org.millrace."))
            .toList();

    assertThat(flight)
        .extracting(event -> event.getEventType().getName().substring("org.millrace.".length()))
        .containsExactlyInAnyOrder(
            "Connection",
            "Connection",
            "Publish",
            "Publish",
            "Play",
            "Play",
            "FramesDropped",
            "Recording",
            "Recording",
            "Plugin",
            "Plugin");
    assertThat(flight)
        .filteredOn(event -> event.getEventType().getName().endsWith("Connection"))
        .anySatisfy(
            event -> {
              assertThat(event.getString("what")).isEqualTo("closed");
              assertThat(event.getString("reason")).isEqualTo("peer closed");
              assertThat(event.getLong("bytesIn")).isEqualTo(11);
            });
    assertThat(flight)
        .filteredOn(event -> event.getEventType().getName().endsWith("Play"))
        .allSatisfy(event -> assertThat(event.getLong("framesDropped")).isEqualTo(2));
  }

  private static List<ServerEvent> all() {
    return List.of(
        new ServerEvent.ConnectionOpened(NOW, CONNECTION),
        new ServerEvent.StreamPublished(NOW, CAM, "c1"),
        new ServerEvent.PlayBegun(NOW, VIEWER),
        new ServerEvent.FramesDropped(NOW, CAM, 2),
        new ServerEvent.PlayEnded(NOW, VIEWER),
        new ServerEvent.RecordingBegun(NOW, RECORDING),
        new ServerEvent.RecordingEnded(NOW, RECORDING, true),
        new ServerEvent.StreamUnpublished(
            NOW, CAM, CloseReason.CLIENT, new StreamStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9)),
        new ServerEvent.ConnectionClosed(NOW, CONNECTION, "peer closed"),
        new ServerEvent.PluginStarted(NOW, "echo", "1.0.0"),
        new ServerEvent.PluginUnloaded(NOW, "echo", "1.0.0"));
  }
}
