package org.millrace.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void textsAreEscaped() {
    String json = JsonText.object().with("a", "say \"x\\y\"\n").with("b", List.of("1", "2")).text();

    assertThat(json).isEqualTo("{\"a\": \"say \\\"x\\\\y\\\"\\u000a\", \"b\": [\"1\", \"2\"]}");
    assertThat(JsonText.array(List.of())).isEqualTo("[]");
  }
}
