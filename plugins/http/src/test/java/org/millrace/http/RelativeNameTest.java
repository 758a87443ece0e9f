package org.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelativeNameTest {
  @Test
  void onlyTheLastSegmentStandsThereAndNothingInItHasAMeaning() {
    assertThat(RelativeName.of("a/b-1_2.x~")).isEqualTo("./b-1_2.x~");
    assertThat(RelativeName.of("a b?c#d:ü%")).isEqualTo("./a%20b%3Fc%23d%3A%C3%BC%25");
  }
}
