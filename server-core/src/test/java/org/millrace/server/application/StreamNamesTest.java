package org.millrace.server.application;

import static org.millrace.server.fake.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.application.Refusal;

class StreamNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../b", "a/..", ".."})
  void parentFoldersAreRefused(String name) {
    assertBad(name, name + " (expected: no \"..\" segment)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "a\\b", "//x"})
  void pathsOfTheFileSystemAreRefused(String name) {
    assertBad(name, name + " (expected: no backslash, no leading slash)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000", "a\u009b"})
  void controlCharactersAreRefusedAndNotRepeated(String name) {
    assertBad(name, "with a control character");
  }

  @Test
  void emptyNameIsRefused() {
    assertBad("", "empty");
  }

  @Test
  void longNamesAreRefusedWithTheLimit() {
    assertBad("x".repeat(257), "257 characters (expected: 1 to 256)");
  }

  private static void assertBad(String name, String problem) {
    assertRefused(
        () -> StreamNames.require(name, 256), Refusal.BAD_NAME, "stream name: " + problem);
  }
}
