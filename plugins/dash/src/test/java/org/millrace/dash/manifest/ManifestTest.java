package org.millrace.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.dash.manifest.TestStream.window;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.millrace.hls.segment.StreamWindow;
import org.w3c.dom.Element;

/** What ISO/IEC 23009-1 has for MPD.type, and what players need. */
class ManifestTest {
  private static final ManifestOptions LOW_LATENCY =
      new ManifestOptions(true, Duration.ofSeconds(3));
  private static final ManifestOptions PLAIN = new ManifestOptions(false, Duration.ofSeconds(3));

  private final TestStream video = TestStream.video();
  private final TestStream audio = TestStream.audio();

  private static ParsedManifest written(StreamWindow window, ManifestOptions options)
      throws Exception {
    Periods periods = Periods.NONE.extended(window);
    Manifest.Addresses addresses =
        new Manifest.Addresses("./a%26b.mpd?session=x&y", "./a%26b.dash/x/", "./a%26b.dash/clock");
    return new ParsedManifest(Manifest.write(window, periods, options, addresses));
  }

  @Test
  void elementsAreInTheOrderOfTheSchema() throws Exception {
    video.segments(0, 3).open(4, "x");
    audio.segments(0, 3).open(4, "x");

    ParsedManifest manifest = written(window(1, false, video, audio), LOW_LATENCY);

    assertThat(manifest.root().getAttribute("xmlns")).isEqualTo("urn:mpeg:dash:schema:mpd:2011");
    assertThat(ParsedManifest.children(manifest.root()))
        .containsExactly("BaseURL", "Location", "ServiceDescription", "Period", "UTCTiming");
    for (Element set : manifest.elements("Period/AdaptationSet")) {
      assertThat(ParsedManifest.children(set))
          .containsExactly("ProducerReferenceTime", "Role", "SegmentTemplate", "Representation");
    }
    assertThat(manifest.all("Location")).containsExactly("./a%26b.mpd?session=x&y");
  }

  @Test
  void whatTheLiveProfileWantsIsThere() throws Exception {
    video.segments(10, 13);
    audio.segments(10, 13);

    ParsedManifest manifest = written(window(1, false, video, audio), PLAIN);

    assertThat(manifest.all("@profiles")).containsExactly("urn:mpeg:dash:profile:isoff-live:2011");
    assertThat(manifest.all("@type")).containsExactly("dynamic");
    assertThat(manifest.all("@availabilityStartTime")).containsExactly("2026-03-01T12:00:00Z");
    assertThat(manifest.all("@publishTime")).containsExactly("2026-03-01T12:00:26Z");
    assertThat(manifest.all("@minimumUpdatePeriod")).containsExactly("PT2S");
    assertThat(manifest.all("@timeShiftBufferDepth")).containsExactly("PT8S");
    assertThat(manifest.all("Period/@start")).containsExactly("PT20S");
    assertThat(manifest.all("//SegmentTemplate/@presentationTimeOffset"))
        .containsExactly("1800000", "882000");
    assertThat(manifest.all("//SegmentTemplate/@startNumber")).containsExactly("10", "10");
    assertThat(manifest.all("//SegmentTemplate/@availabilityTimeOffset")).isEmpty();
    assertThat(manifest.all("//S/@t")).containsExactly("1800000", "882000");
    assertThat(manifest.all("//S/@d")).containsExactly("180000", "88200");
    assertThat(manifest.all("//S/@r")).containsExactly("3", "3");
    assertThat(manifest.all("//Representation/@id")).containsExactly("video", "audio");
    assertThat(manifest.all("//Representation/@codecs")).containsExactly("codec0", "codec0");
    assertThat(manifest.all("//Representation/@frameRate")).containsExactly("25");
    assertThat(manifest.all("//Representation/@audioSamplingRate")).containsExactly("44100");
    assertThat(manifest.all("//AudioChannelConfiguration/@value")).containsExactly("2");
  }

  @Test
  void withLowLatencyTheSegmentThatIsMadeIsAvailableWithItsFirstPart() throws Exception {
    video.segments(0, 3).open(4);
    audio.segments(0, 3).open(4);

    ParsedManifest manifest = written(window(1, false, video, audio), LOW_LATENCY);

    assertThat(manifest.all("//S/@r")).containsExactly("4", "4");
    assertThat(manifest.all("//SegmentTemplate/@availabilityTimeOffset"))
        .containsExactly("1.500", "1.500");
    assertThat(manifest.all("//SegmentTemplate/@availabilityTimeComplete"))
        .containsExactly("false", "false");
    assertThat(manifest.all("//Latency/@target")).containsExactly("3000");
    assertThat(manifest.all("//ProducerReferenceTime/@presentationTime")).containsExactly("0", "0");
    assertThat(manifest.all("//ProducerReferenceTime/@wallClockTime"))
        .containsOnly("2026-03-01T12:00:00Z");
  }

  @Test
  void theSegmentThatIsMadeIsNotPromisedToBeLongerThanAnother() throws Exception {
    video.segments(0, 2).longer(3, TestStream.SECOND / 100).open(4, "x");

    ParsedManifest manifest = written(window(1, false, video), LOW_LATENCY);

    assertThat(manifest.all("//S/@d")).containsExactly("180000", "180900", "180000");
  }

  @Test
  void aPeriodEndsWithItsMediaAndTheNextBeginsWhenThePublisherIsBack() throws Exception {
    video.segments(0, 3).comesBackAfter(10).segments(4, 5).open(6, "x");
    audio.segments(0, 3).comesBackAfter(10).segments(4, 5).open(6, "x");

    ParsedManifest manifest = written(window(1, false, video, audio), LOW_LATENCY);

    assertThat(manifest.all("Period/@id")).containsExactly("0", "1");
    assertThat(manifest.all("Period/@start")).containsExactly("PT0S", "PT18S");
    assertThat(manifest.all("Period/@duration")).containsExactly("PT8S");
    assertThat(manifest.all("Period[1]//SegmentTemplate/@availabilityTimeOffset")).isEmpty();
    assertThat(manifest.all("Period[1]//SegmentTemplate/@initialization"))
        .containsOnly("$RepresentationID$-init0.mp4");
    assertThat(manifest.all("Period[2]//SegmentTemplate/@initialization"))
        .containsOnly("$RepresentationID$-init1.mp4");
    assertThat(manifest.all("Period[2]//SegmentTemplate/@startNumber")).containsOnly("4");
    assertThat(manifest.all("Period[2]//S/@r")).containsOnly("2");
  }

  @Test
  void anEndedStreamHasALengthAndIsNotReadAgain() throws Exception {
    video.segments(0, 3);
    audio.segments(0, 3);

    ParsedManifest manifest = written(window(9, true, video, audio), LOW_LATENCY);

    assertThat(manifest.all("@mediaPresentationDuration")).containsExactly("PT8S");
    assertThat(manifest.all("@minimumUpdatePeriod")).isEmpty();
  }
}
