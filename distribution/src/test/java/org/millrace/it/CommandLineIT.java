package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/millrace}, as people and scripts use it. */
class CommandLineIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension final TestBench bench = new TestBench();

  private final Distribution distribution = Distribution.built();

  @Test
  void helpNamesEveryOption() {
    Outcome outcome = run("--help").orFail();

    assertThat(outcome.output())
        .anyMatch(line -> line.contains("--check"))
        .anyMatch(line -> line.contains("--version"))
        .anyMatch(line -> line.contains("--pid"))
        .anyMatch(line -> line.contains("--use-implicit-console-appender"))
        .anyMatch(line -> line.strip().startsWith("stress "));
  }

  @Test
  void aWordThatIsNoToolIsAnErrorThatNamesThose() {
    Outcome outcome = run("stres", "rtmp://localhost/live/x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .singleElement()
        .asString()
        .contains("millrace: stres: no plugin brings such a tool (expected: ctl, stress, or");
  }

  @Test
  void versionIsOneLine() {
    Outcome outcome = run("--version").orFail();

    assertThat(String.join(" ", outcome.output())).contains(System.getProperty("millrace.version"));
  }

  @Test
  void aWrongOptionIsAnErrorWithUsage() {
    Outcome outcome = run("--no-such-option");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.text()).contains("--no-such-option").contains("Usage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conf/millrace.lua",
        "conf/samples/flvplayback.lua",
        "conf/samples/lua-application.lua",
        "conf/samples/all.debug.lua"
      })
  void shippedConfigurationsAreValid(String file) {
    Outcome outcome = run("--check", distribution.home().resolve(file).toString());

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.text()).doesNotContain("ERROR");
  }

  @Test
  void whatACrtmpserverFileAsksForInVainIsWarnedOf() {
    Outcome outcome = run("--check", Path.of("src/test/resources/crtmpserver.lua").toString());

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.text())
        .contains("inboundTcpTs")
        .contains("\"/Volumes/media\" is left out: there is no such folder")
        .contains("server.crt\" (expected: a readable file); acceptor left out")
        .contains("application proxypublish and its acceptors are left out")
        .doesNotContain("error: ");
  }

  @Test
  void checkReportsAllErrorsAtOnceWithFileAndLine() throws IOException {
    Path file = bench.folder().resolve("bad.lua");
    Files.write(
        file,
        List.of(
            "configuration = {",
            "  instancesCount = \"many\",",
            "  applications = {",
            "    {",
            "      name = \"live\", type = \"flvplayback\",",
            "      maxLag = \"long\",",
            "      acceptors = {",
            "        { ip = \"127.0.0.1\", port = 70000, protocol = \"inboundRtmp\" },",
            "      },",
            "    },",
            "  },",
            "}"));

    Outcome outcome = run("--check", file.toString());

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.text())
        .contains("bad.lua:2: instancesCount")
        .contains("bad.lua:8: applications[1].acceptors[1].port: 70000 (expected: ")
        .contains("bad.lua:6: applications[1].maxLag");
  }

  /** Write it anew with {@code bin/millrace --settings > docs/configuration.md}. */
  @Test
  void theReferenceOfTheSettingsIsThatOfTheServerAndItsPlugins() throws IOException {
    Outcome outcome = run("--settings").orFail();

    assertThat(outcome.output()).isEqualTo(Files.readAllLines(Path.of("docs/configuration.md")));
  }

  @Test
  void aMisspeltKeyIsAWarningWithTheRightOne() throws IOException {
    Path file = bench.folder().resolve("misspelt.lua");
    Files.createDirectories(bench.folder().resolve("media"));
    Files.writeString(
        file, ServerConfig.live().withLive("maxLagg = 3,").withRoot("instanceCount = 1,").lua());

    Outcome outcome = run("--check", file.toString()).orFail();

    assertThat(outcome.text().lines())
        .anyMatch(line -> line.matches(".*maxLagg.*maxLag(\\W.*)?"))
        .anyMatch(line -> line.matches(".*instanceCount.*instancesCount.*"));
  }

  @Test
  void aPortInUseIsOneClearLine() {
    ServerProcess first = bench.start(ServerConfig.live());
    ServerConfig same = new ServerConfig(first.rtmpPort(), "", "", "", List.of());

    Outcome outcome = bench.startInVain(distribution, same);

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.text()).contains("127.0.0.1:" + first.rtmpPort()).contains("millrace.lua");
    assertThat(outcome.text()).doesNotContain("\tat ");
  }

  @Test
  void sigtermEndsTheServerCleanly() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome = server.stop();

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
  }

  @Test
  void thePidFileHoldsThePid() throws IOException {
    Path file = bench.folder().resolve("millrace.pid");
    Path config = bench.folder().resolve("millrace.lua");
    Files.createDirectories(bench.folder().resolve("media"));
    Files.writeString(config, ServerConfig.live().lua());
    RunningTool server =
        bench.run(TestBench.server(distribution), "--pid", file.toString(), config.toString());

    server.awaitLine(ServerProcess.UP, ServerProcess.START_LIMIT);

    assertThat(Files.readString(file).strip()).isEqualTo("" + server.pid());
  }

  private Outcome run(String... arguments) {
    return TestBench.server(distribution).run(LIMIT, arguments);
  }
}
