package org.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.millrace.testkit.HelloProject;
import org.millrace.testkit.ServerSetup;

/** The contract is kept by an application that is in order, and finds what is wrong with others. */
class ApplicationContractTest extends ApplicationContract {
  private static final Path HELLO = HelloProject.compile();

  @Override
  protected ServerSetup setup() {
    return ServerSetup.application("name = 'hello'").plugin(HELLO);
  }

  @Override
  protected String pluginId() {
    return "hello";
  }

  @Override
  protected String application() {
    return "hello";
  }

  @Override
  protected List<BadSetting> badSettings() {
    return List.of(
        new BadSetting(
            ServerSetup.application("name = 'hello', times = 10").plugin(HELLO),
            "applications[1].times: 10 (expected: 1 to 9)"),
        new BadSetting(
            ServerSetup.application("name = 'hello', greeting = {}").plugin(HELLO),
            "applications[1].greeting: "));
  }

  @Override
  protected Map<String, String> refusedStreams() {
    return Map.of("secret?key=1", "nobody publishes secret");
  }

  @Override
  protected List<String> commands() {
    return List.of("greet", "echo");
  }

  /** What the contract finds in an application that is not in order. */
  private static class Broken extends ApplicationContractTest {
    @Override
    protected List<BadSetting> badSettings() {
      return List.of(
          new BadSetting(setup(), "applications[1].times: "),
          new BadSetting(
              ServerSetup.application("name = 'hello', times = 10").plugin(HELLO),
              "applications[1].times: 10 (expected: 1 to 99)"));
    }

    @Override
    protected Map<String, String> refusedStreams() {
      return Map.of("open", "closed");
    }

    @Override
    protected List<String> commands() {
      return List.of("fail", "leakBuffer");
    }

    Stream<DynamicTest> all() {
      return Stream.of(
              badSettingsAreRefused(), refusedStreamsAreRefused(), commandsBearOddArguments())
          .flatMap(tests -> tests);
    }
  }

  @Test
  void whatIsNotInOrderIsFound() {
    List<DynamicTest> tests = new Broken().all().toList();

    assertThat(tests)
        .extracting(DynamicTest::getDisplayName)
        .containsExactly(
            "applications[1].times: ",
            "applications[1].times: 10 (expected: 1 to 99)",
            "open",
            "fail",
            "leakBuffer",
            "nobodyKnowsThisCommand");
    assertThat(tests.subList(0, 5))
        .allSatisfy(
            test ->
                assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> test.getExecutable().execute()));
  }
}
