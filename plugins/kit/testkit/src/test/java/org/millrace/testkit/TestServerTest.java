package org.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.testkit.rtmp.RtmpPeer;

class TestServerTest {
  private static Path hello;

  @BeforeAll
  static void compile() {
    hello = HelloProject.compile();
  }

  private static ServerSetup setup(String keys) {
    return ServerSetup.application("name = 'hello'" + keys).plugin(hello);
  }

  private static void call(TestServer server, String command) {
    try (RtmpPeer peer = server.connect("hello")) {
      peer.call(command);
    }
  }

  @Test
  void aBufferThatIsNotReleasedIsReportedWithWhereItWasTaken() {
    TestServer server = setup("").start();
    call(server, "leakBuffer");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(server::close)
        .withMessageContaining("buffer not released, taken by thread millrace-io-")
        .withMessageContaining("org.example.hello.Hello.onCall(Hello.java:");
  }

  @Test
  void aThreadThatIsLeftIsReportedByName() {
    TestServer server = setup("").start();
    call(server, "leakThread");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(server::close)
        .withMessageContaining("thread left running: forgotten")
        .withMessageNotContaining("buffer");
  }

  @Test
  void whatOneServerLeavesIsNotBlamedOnAnother() {
    TestServer clean = setup("").start();
    TestServer leaking = setup("").start();
    call(leaking, "leakBuffer");

    assertThatCode(clean::close).doesNotThrowAnyException();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(leaking::close);
    assertThat(clean.folder()).doesNotExist();
    assertThat(leaking.folder()).doesNotExist();
  }

  @Test
  void aServerThatCannotStartSaysWhatIsWrong() {
    ServerSetup wrong = setup(", times = 10, greting = 'x'");

    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(wrong::start)
        .withMessage("test.lua:2: applications[1].times: 10 (expected: 1 to 9)");
  }

  @Test
  void aConfigurationMayBeAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.lua");
    Files.writeString(
        file,
        """
        configuration = { applications = { {
          name = "studio", type = "hello",
          acceptors = {
            { ip = "127.0.0.1", port = 0, protocol = "inboundRtmp" },
            { ip = "127.0.0.1", port = 0, protocol = "inboundLines" },
          },
        } } }
        """);

    try (TestServer server = ServerSetup.file(file).plugin(hello).start()) {
      assertThat(server.address("inboundLines", "studio"))
          .isEqualTo(server.address("inboundLines"))
          .isNotEqualTo(server.address("inboundRtmp"));
      assertThat(server.uri("studio", "cam"))
          .isEqualTo("rtmp://127.0.0.1:%d/studio/cam", server.address("inboundRtmp").getPort());
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> server.address("inboundHttp"))
          .withMessageStartingWith("no acceptor of inboundHttp: [");
    }
  }

  @Test
  void pluginsAreFoundAmongTheDependencies() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setup("").plugin("nonsense"))
        .withMessage(
            "plugin: nonsense (expected: one of the tests' dependencies: flv, rtmp, stresstest)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setup("").plugin(Path.of("src")))
        .withMessageStartingWith("plugin: src (expected: a jar with Plugin-Id");
    try (TestServer server = setup("").plugin("stresstest").start()) {
      assertThat(server.log().lines("INFO")).contains("plugin stresstest 0.9.0 started");
    }
  }
}
