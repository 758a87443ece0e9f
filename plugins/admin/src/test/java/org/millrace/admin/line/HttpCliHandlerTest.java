package org.millrace.admin.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.doubles.FakeConnection;

class HttpCliHandlerTest {
  private static final String BEARER = "Authorization: Bearer right\r\n";

  private final EchoCommands commands = new EchoCommands();
  private final FakeConnection connection = new FakeConnection();
  private final EmbeddedChannel channel = (EmbeddedChannel) connection.channel();

  @BeforeEach
  void open() {
    new CliProtocol(commands::services).layers().get(1).addTo(channel.pipeline(), connection);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(channel.finish()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void parametersComeAsBase64(int size) {
    String base64 = base64("text=a\\ b commandId=9");
    ByteBuf request =
        Unpooled.copiedBuffer(
            "GET /ECHO?any=" + base64 + " HTTP/1.1\r\n" + BEARER + "\r\n",
            StandardCharsets.US_ASCII);
    while (request.isReadable()) {
      channel.writeInbound(request.readRetainedSlice(Math.min(size, request.readableBytes())));
    }
    request.release();

    assertThat(said())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: text/plain", "connection: close")
        .endsWith(
            "\r\n\r\n{\"commandId\":\"9\",\"data\":{\"text\":\"a b\"},\"description\":\"Said\","
                + "\"status\":\"SUCCESS\"}");
    assertThat(connection.closeReason()).isEqualTo("answered 200");
  }

  @Test
  void thePasswordOfBasicIsTheToken() {
    get("/quit", "Authorization: basic " + base64("anybody:right") + "\r\n");

    assertThat(said()).startsWith("HTTP/1.1 200 ").contains("Bye!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer wrong\r\n",
        "Authorization: Basic :::\r\n",
        "Authorization: Digest right\r\n"
      })
  void withoutTheTokenNothingIsDone(String field) {
    get("/quit", field);

    assertThat(said())
        .startsWith("HTTP/1.1 401 ")
        .contains("www-authenticate: Basic", "www-authenticate: Bearer", "\"status\":\"FAIL\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo?params=%25%25", "/echo?params=bm90aGluZw==", "/echo?a=%zz"})
  void whatCannotBeReadIsToldSo(String uri) {
    get(uri, BEARER);

    assertThat(said()).startsWith("HTTP/1.1 200 ").contains("Syntax error. ");
  }

  @Test
  void noQueryMeansNoParameters() {
    get("/echo", BEARER);

    assertThat(said()).contains("Syntax error. No parameters provided");
  }

  @Test
  void onlyGetIsServed() {
    channel.writeInbound(
        Unpooled.copiedBuffer("PUT /quit HTTP/1.1\r\n" + BEARER + "\r\n", StandardCharsets.UTF_8));

    assertThat(said()).startsWith("HTTP/1.1 405 ").contains("allow: GET");
  }

  @Test
  void strangersAreRefused() {
    commands.access.admitsAll = false;
    get("/quit", BEARER);

    assertThat(said()).startsWith("HTTP/1.1 403 ");
  }

  private void get(String uri, String field) {
    channel.writeInbound(
        Unpooled.copiedBuffer(
            "GET " + uri + " HTTP/1.1\r\n" + field + "\r\n", StandardCharsets.UTF_8));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String said() {
    channel.runPendingTasks();
    StringBuilder text = new StringBuilder();
    ByteBuf part = channel.readOutbound();
    while (part != null) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
      part = channel.readOutbound();
    }
    return text.toString();
  }
}
