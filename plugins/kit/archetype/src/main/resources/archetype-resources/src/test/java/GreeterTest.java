package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.testkit.MillraceExtension;
import org.millrace.testkit.ServerSetup;
import org.millrace.testkit.TestServer;
import org.millrace.testkit.rtmp.RtmpPeer;

/** The plugin in a real server, which runs inside this test. */
class GreeterTest {
  @RegisterExtension
  static final MillraceExtension SERVER =
      MillraceExtension.of(
          ServerSetup.application("name = '${artifactId}', greeting = 'Good morning'"));

  @Test
  void greetsByName(TestServer server) {
    try (RtmpPeer peer = server.connect("${artifactId}")) {
      assertThat(peer.call("greet", "Ann")).isEqualTo("Good morning, Ann");
      assertThat(peer.call("greet")).isEqualTo("Good morning, stranger");
    }
  }
}
