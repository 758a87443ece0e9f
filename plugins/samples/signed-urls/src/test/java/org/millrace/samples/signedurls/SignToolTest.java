package org.millrace.samples.signedurls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignToolTest {
  private static final String ADDRESS = "rtmp://localhost/members/show";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String secret = "";

  @BeforeEach
  void writeSecret() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), " 0123456789abcdef\n").toString();
  }

  @Test
  void printsASignedAddress() {
    assertThat(run(secret, "play", "3600", ADDRESS)).isZero();
    assertThat(out)
        .asString()
        .startsWith(
            ADDRESS + "?expires=1767229200&signature=6OsBDCPp7Cdtnb4rbQIKv1VvFjcTQzM1snG8gHSiHWs");
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(secret, "watch", "3600", ADDRESS)).isEqualTo(2);
    assertThat(run(secret, "play", "soon", ADDRESS)).isEqualTo(2);
    assertThat(run(secret, "play", "3600", "rtmp://localhost")).isEqualTo(2);
    assertThat(run(secret, "play", "3600", "rtmp:localhost")).isEqualTo(2);
    assertThat(run(folder.resolve("none").toString(), "play", "3600", ADDRESS)).isEqualTo(1);
    assertThat(err)
        .asString()
        .contains("0 arguments (expected: 4)")
        .contains("action: watch (expected: publish or play)")
        .contains("address: rtmp://localhost (expected: application and stream)")
        .contains("none");
    assertThat(out).asString().isEmpty();
  }

  @Test
  void helpIsNoError() {
    assertThat(run("--help")).isZero();
    assertThat(out).asString().contains("usage:");
  }

  private int run(String... arguments) {
    SignTool tool = new SignTool(Clock.fixed(Instant.ofEpochSecond(1_767_225_600), ZoneOffset.UTC));
    return tool.run(
        List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true), null);
  }
}
