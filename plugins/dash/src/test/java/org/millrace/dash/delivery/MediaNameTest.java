package org.millrace.dash.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaNameTest {
  @Test
  void namesOfTheTemplatesAreRead() {
    assertThat(MediaName.parse("video-init2.mp4")).contains(new MediaName("video", true, 2));
    assertThat(MediaName.parse("audio1-17.m4s")).contains(new MediaName("audio1", false, 17));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "video",
        "video-17",
        "video-017.m4s",
        "video-init.mp4",
        "video--1.m4s",
        "-1.m4s",
        "VIDEO-1.m4s",
        "video-9999999999999999999.m4s",
        "video-init9999999999.mp4",
        "../a-1.m4s"
      })
  void othersAreNot(String name) {
    assertThat(MediaName.parse(name)).isEmpty();
  }
}
