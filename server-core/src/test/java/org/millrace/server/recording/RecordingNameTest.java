package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.server.fake.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.application.Refusal;
import org.millrace.server.fake.LineFormat.Writing;

class RecordingNameTest {
  private final FileFormats formats = new FileFormats();

  @BeforeEach
  void addFormats() {
    formats.add("p", List.of(new Writing("flv"), new Writing("mp4", "m4v")), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "cam,            cam.flv",
    "cam.flv,        cam.flv",
    "cam.FLV,        cam.FLV",
    "flv:cam,        cam.flv",
    "flv:cam.flv,    cam.flv",
    "FLV:a/b,        a/b.flv",
    "mp4:cam,        cam.mp4",
    "mp4:cam.m4v,    cam.m4v",
    "mp4:cam.flv,    cam.flv.mp4",
    "cam.m4v,        cam.m4v",
    "cam.front,      cam.front.flv",
    "v1.2/cam,       v1.2/cam.flv",
    "flv,            flv.flv",
  })
  void followsTheGrammarOfCrtmpserver(String name, String path) throws Exception {
    assertThat(RecordingName.parse(name, formats).path()).isEqualTo(path);
  }

  @Test
  void typeChoosesTheRecorder() throws Exception {
    assertThat(RecordingName.parse("mp4:cam", formats).provider())
        .isEqualTo(formats.recorder("mp4").orElseThrow());
  }

  @Test
  void formatThatNobodyWritesIsRefused() {
    assertRefused(
        () -> RecordingName.parse("ts:cam", formats),
        Refusal.FAILED,
        "no plugin records .ts files");
  }
}
