package org.millrace.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VersionRangeTest {
  @Test
  void reachesToTheNextMajorVersion() {
    assertThat(VersionRange.compatibleWith("x", "0.9.0")).isEqualTo(">=0.9.0 & <1.0.0");
    assertThat(VersionRange.compatibleWith("x", "11.4.2")).isEqualTo(">=11.4.2 & <12.0.0");
  }

  /** PF4J has no pre-release in a range unless the range names it. */
  @Test
  void leavesOutWhatStandsBehindTheNumber() {
    assertThat(VersionRange.compatibleWith("x", "1.2.0-SNAPSHOT")).isEqualTo(">=1.2.0 & <2.0.0");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> VersionRange.require("version of the plugin", "1.0"))
        .isInstanceOf(PluginException.class)
        .hasMessage("version of the plugin: 1.0 (expected: a semantic version such as 1.0.0)");
  }
}
