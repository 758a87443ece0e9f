package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.server.fake.LineFormat.Reading;
import org.millrace.server.fake.LineFormat.Writing;

class FileFormatsTest {
  private final FileFormats formats = new FileFormats();

  @Test
  void extensionsAreFoundInAnyCase() {
    Writing writing = new Writing("flv");
    Reading reading = new Reading("FLV", "f4v");
    formats.add("plugin", List.of(writing), List.of(reading));

    assertThat(formats.recorder("FLV")).contains(writing);
    assertThat(formats.reader("flv")).contains(reading);
    assertThat(formats.reader("f4v")).contains(reading);
    assertThat(formats.recorder("f4v")).isEmpty();
  }

  @Test
  void secondPluginOfAFormatBringsNothingAtAll() {
    formats.add("first", List.of(), List.of(new Reading("flv")));

    assertThatThrownBy(
            () -> formats.add("second", List.of(new Writing("mp4")), List.of(new Reading("flv"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("media files .flv: brought by plugins first and second (expected: one)");
    assertThat(formats.recorder("mp4")).isEmpty();
  }

  @Test
  void formatsGoWithTheirPlugin() {
    formats.add("first", List.of(new Writing("flv")), List.of(new Reading("flv")));

    formats.remove("first");

    assertThat(formats.recorder("flv")).isEmpty();
    assertThat(formats.reader("flv")).isEmpty();
  }
}
