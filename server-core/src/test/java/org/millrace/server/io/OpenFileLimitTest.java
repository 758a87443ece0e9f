package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
  @Test
  void theSoftLimitCounts() {
    List<String> lines =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             63316                63316                processes ",
            "Max open files            1024                 524288               files     ");

    assertThat(OpenFileLimit.parse(lines)).hasValue(1024);
  }

  @Test
  void unlimitedIsNoLimit() {
    List<String> lines =
        List.of("Max open files            unlimited            unlimited   files");

    assertThat(OpenFileLimit.parse(lines)).isEmpty();
  }

  @Test
  void aLimitBelowMaxConnectionsIsWarnedAbout() {
    try (CapturedLog log = new CapturedLog(OpenFileLimitTest.class.getName())) {
      Logger logger = LogManager.getLogger(OpenFileLimitTest.class);
      OpenFileLimit.warnIfBelow(1, logger);
      assertThat(log.lines()).isEmpty();

      OpenFileLimit.warnIfBelow(Integer.MAX_VALUE, logger);
      assumeTrue(Files.isReadable(Path.of("/proc/self/limits")), "limits are read on Linux alone");
      assertThat(log.linesWith("raise ulimit -n")).hasSize(1);
    }
  }
}
