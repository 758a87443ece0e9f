package org.millrace.rtmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtmpUriTest {

  @ParameterizedTest
  @CsvSource({
    "rtmp://example.org/live/x, false, example.org, 1935, live, x",
    "RTMP://example.org:8080/live/x, false, example.org, 8080, live, x",
    "rtmps://example.org/live/x, true, example.org, 443, live, x",
    "rtmp://[::1]:1936/live/x, false, ::1, 1936, live, x",
    "rtmp://h/live/studio/x, false, h, 1935, live/studio, x",
    "rtmp://h/live/x?token=a/b, false, h, 1935, live, x?token=a/b",
    "rtmp://127.0.0.1/live/mp4:a.b, false, 127.0.0.1, 1935, live, mp4:a.b",
  })
  void hasParts(
      String text, boolean secure, String host, int port, String application, String stream) {
    assertThat(RtmpUri.parse(text)).isEqualTo(new RtmpUri(secure, host, port, application, stream));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://h/live/x",
        "rtmp://h",
        "rtmp://h/live",
        "rtmp://h/live/",
        "rtmp://h//x",
        "rtmp:///live/x",
        "rtmp://h:0/live/x",
        "rtmp://h:65536/live/x",
        "rtmp://h:port/live/x",
        "rtmp://user:secret@h/live/x",
        "rtmp://h/live/x y",
      })
  void whatIsNoUriIsRefusedWithTheForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RtmpUri.parse(text))
        .withMessage("uri: %s (expected: rtmp://host[:port]/application/stream, or rtmps)", text);
  }

  @Test
  void isWrittenAsItIsRead() {
    for (String text : new String[] {"rtmp://[::1]:1936/a/b/c?d=e", "rtmps://h:443/a/b"}) {
      assertThat(RtmpUri.parse(text)).hasToString(text);
    }
  }

  @Test
  void theAddressIsNotLookedUp() {
    assertThat(RtmpUri.parse("rtmp://no.such.host/live/x").address().isUnresolved()).isTrue();
  }
}
