package org.millrace.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginCodeTest {
  private final PluginCode code = new PluginCode();

  @Test
  void ownerIsWhoseFrameIsInnermost() {
    code.add("rtmp", Set.of(), Set.of("org.example.rtmp"));
    code.add("gate", Set.of(), Set.of("org.example.gate"));

    assertThat(code.ownerOf(stack("java.base", "org.example.gate", "host", "org.example.rtmp")))
        .contains("gate");
    assertThat(code.ownerOf(stack("java.base", "host", null))).isEmpty();
  }

  @Test
  void libraryOfSeveralIsTheirsUntilAFrameTellsThemApart() {
    code.add("one", Set.of(), Set.of("one", "lib"));
    code.add("two", Set.of(), Set.of("two", "lib"));

    assertThat(code.ownerOf(stack("lib", "lib", "two"))).contains("two");
    assertThat(code.ownerOf(stack("lib"))).contains("one or two");
  }

  @Test
  void nextVersionMayHaveOtherModules() {
    code.add("one", Set.of(), Set.of("one", "lib"));
    code.add("one", Set.of(), Set.of("one"));

    assertThat(code.ownerOf(stack("lib"))).isEmpty();
  }

  @Test
  void failureBelongsToWhoCausedIt() {
    code.add("gate", Set.of(), Set.of("org.example.gate"));
    code.add("rtmp", Set.of(), Set.of("org.example.rtmp"));
    Exception cause = new IllegalStateException();
    cause.setStackTrace(stack("org.example.gate"));
    Exception failure = new IllegalArgumentException(cause);
    failure.setStackTrace(stack("org.example.rtmp"));

    assertThat(code.ownerOf(failure)).contains("gate");
  }

  private static StackTraceElement[] stack(String... modules) {
    return Arrays.stream(modules)
        .map(module -> new StackTraceElement(null, module, null, "C", "m", "C.java", 1))
        .toArray(StackTraceElement[]::new);
  }
}
