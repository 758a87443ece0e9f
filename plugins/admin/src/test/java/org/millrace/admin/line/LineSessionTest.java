package org.millrace.admin.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.admin.command.Reply;
import org.millrace.doubles.FakeConnection;

class LineSessionTest {
  private static final String DENIED =
      "{\"data\":null,\"description\":\"Not authenticated. Say auth token=... first\","
          + "\"status\":\"FAIL\"}\r\n\r\n";

  private static final String AUTHENTICATED =
      "{\"data\":null,\"description\":\"Authenticated\",\"status\":\"SUCCESS\"}\r\n\r\n";

  private final EchoCommands commands = new EchoCommands();
  private final FakeConnection connection = new FakeConnection();

  @AfterEach
  void nothingIsLeft() {
    assertThat(channel().finish()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void commandsAreAnsweredHoweverTheyComeCut(int size) {
    open(false);
    ByteBuf bytes =
        Unpooled.copiedBuffer(
            "auth token=right\r\n\r\nECHO Text=hé commandId=7\rnothing\n", StandardCharsets.UTF_8);
    while (bytes.isReadable()) {
      channel().writeInbound(bytes.readRetainedSlice(Math.min(size, bytes.readableBytes())));
    }
    bytes.release();

    assertThat(said())
        .isEqualTo(
            AUTHENTICATED
                + "{\"commandId\":\"7\",\"data\":{\"text\":\"hé\"},\"description\":\"Said\","
                + "\"status\":\"SUCCESS\"}\r\n\r\n"
                + "{\"data\":null,\"description\":\"command nothing not known. Type help for list of"
                + " commands\",\"status\":\"FAIL\"}\r\n\r\n");
  }

  @Test
  void withoutTheTokenNothingIsDone() {
    open(false);
    send("echo text=a\n");

    assertThat(said()).isEqualTo(DENIED);
  }

  @Test
  void theTokenMayStandOnEachLine() {
    open(false);
    send("echo text=a token=right\necho text=b\n");

    assertThat(said())
        .isEqualTo(
            "{\"data\":{\"text\":\"a\"},\"description\":\"Said\",\"status\":\"SUCCESS\"}\r\n\r\n"
                + DENIED);
  }

  @Test
  void whoGuessesIsSentAway() {
    open(false);
    send("auth token=a\nauth token=b\necho text=a token=c\nauth token=right\n");

    assertThat(said().split("\r\n\r\n", -1))
        .hasSize(4)
        .filteredOn(s -> !s.isEmpty())
        .allSatisfy(reply -> assertThat(reply).contains("Wrong token"));
    assertThat(connection.closeReason()).isEqualTo("wrong token, 3 times");
  }

  @Test
  void aReplyFollowsItsLengthWhereThatIsAskedFor() {
    open(true);
    send("quit\n");
    String json = "{\"data\":null,\"description\":\"Bye!\",\"status\":\"SUCCESS\"}";

    assertThat(said()).isEqualTo("\0\0\0" + (char) json.length() + json);
    assertThat(connection.closeReason()).isEqualTo("the peer has quit");
  }

  @Test
  void repliesComeInTheOrderOfTheCommandsAndNothingIsReadMeanwhile() {
    open(false);
    send("auth token=right\nwait\necho text=a\n");

    assertThat(said()).isEqualTo(AUTHENTICATED);
    assertThat(channel().config().isAutoRead()).isFalse();

    commands.later.complete(Reply.failure("in vain"));
    channel().runPendingTasks();
    assertThat(said()).containsSubsequence("in vain", "Said");
    assertThat(channel().config().isAutoRead()).isTrue();
  }

  @Test
  void whoDoesNotReadIsNotHeard() {
    open(false);
    channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel().runPendingTasks();
    send("quit\n");
    assertThat(said()).isEmpty();
    assertThat(channel().config().isAutoRead()).isFalse();

    channel().unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel().runPendingTasks();
    assertThat(said()).contains("Bye!");
  }

  @Test
  void aLineThatIsTooLongIsThePeersFault() {
    open(false);
    send("x".repeat(300));

    assertThat(connection.closeReason()).isEqualTo("line of more than 256 bytes (maxLineBytes)");
  }

  @Test
  void strangersAreSentAway() {
    commands.access.admitsAll = false;
    open(false);

    assertThat(connection.closeReason()).contains("adminAddresses");
  }

  private void open(boolean lengthPadding) {
    channel()
        .pipeline()
        .addLast(new LineDecoder(256, connection))
        .addLast(new LineSession(connection, commands.services(), lengthPadding));
    channel().pipeline().fireChannelActive();
  }

  private EmbeddedChannel channel() {
    return (EmbeddedChannel) connection.channel();
  }

  private void send(String text) {
    channel().writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }

  private String said() {
    if (channel().isOpen()) {
      channel().flushOutbound();
    }
    StringBuilder text = new StringBuilder();
    ByteBuf part = channel().readOutbound();
    while (part != null) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
      part = channel().readOutbound();
    }
    return text.toString();
  }
}
