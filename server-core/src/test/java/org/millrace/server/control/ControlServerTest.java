package org.millrace.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class ControlServerTest {
  private static final Duration HASTE = Duration.ofMillis(200);

  /** Short: the path of a socket has at most 107 bytes. */
  private Path folder;

  private Path file;
  private final List<String> turns = new ArrayList<>();
  private final ControlCommands commands =
      new ControlCommands(List.of(new Say("say"), new Say("say", "twice"), new Fail()), this::turn);

  private ControlAnswer turn(String name, Callable<ControlAnswer> work) {
    turns.add(name);
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory(Path.of("/tmp"), "control");
    file = folder.resolve("run/control.sock");
  }

  @AfterEach
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void commandIsFoundByItsWordsAndAnswered() throws IOException {
    try (ControlServer server = open()) {
      assertThat(ask("say", "hello", "you")).isEqualTo(ControlAnswer.done(List.of("hello you")));
      assertThat(ask("say", "twice", "hello").lines()).containsExactly("hello");
      assertThat(ask("fail").exitCode()).isEqualTo(1);
      assertThat(ask("fail").lines().get(0)).startsWith("internal error").contains("a bug");
      assertThat(ask("say").lines()).containsExactly("expected: say TEXT...");
      assertThat(ask("sing").exitCode()).isEqualTo(2);
      assertThat(ask("sing").lines()).contains("  say twice TEXT...", "  fail");
      assertThat(turns).contains("say", "fail");
      assertThat(server).isNotNull();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void stoppingServerSaysSo() throws IOException {
    ControlCommands stopping =
        new ControlCommands(
            List.of(new Fail()),
            (name, work) -> {
              throw new CancellationException("the server is stopping");
            });
    try (ControlServer server = ControlServer.open(file, false, stopping, HASTE)) {
      assertThat(ask("fail")).isEqualTo(ControlAnswer.failed(List.of("the server is stopping")));
      assertThat(server).isNotNull();
    }
  }

  @Test
  void ownerAloneCanReachIt() throws IOException {
    try (ControlServer server = open()) {
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(file.getParent())).isEqualTo("rwx------");
      assertThat(server).isNotNull();
    }
  }

  @Test
  void folderThatOthersMayEnterIsRefusedUnlessItIsTheServersOwn() throws IOException {
    Files.createDirectory(file.getParent());
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> open().close())
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("rwxr-xr-x (expected: a folder that its owner alone may enter");
    ControlServer.open(file, true, commands).close();
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
  }

  @Test
  void socketThatAKilledServerLeftIsReplaced() throws IOException {
    Files.createDirectory(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();

    try (ControlServer server = open()) {
      assertThat(ask("say", "here").lines()).containsExactly("here");
      assertThat(server).isNotNull();
    }
  }

  @Test
  void socketOfARunningServerIsLeftToIt() throws IOException {
    try (ControlServer first = open()) {
      assertThatThrownBy(() -> open().close())
          .isInstanceOf(ControlException.class)
          .hasMessageContaining("is in use by another server");
      assertThat(ask("say", "still here").lines()).containsExactly("still here");
      assertThat(first).isNotNull();
    }
  }

  @Test
  void fileThatIsNoSocketIsNotRemoved() throws IOException {
    Files.createDirectory(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> open().close()).hasMessageEndingWith("is there and is no socket");
    assertThat(file).hasContent("precious");
  }

  @Test
  void peersThatSayNothingOrNonsenseHurtNobody() throws IOException {
    try (ControlServer server = open();
        SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      assertThat(raw(new byte[] {(byte) 0xff, '\n', '\n'})).startsWith("2\nrequest: no UTF-8");
      assertThat(raw("\n\n".getBytes(StandardCharsets.UTF_8))).startsWith("2\nrequest: empty");
      assertThat(raw("a\0b\n\n".getBytes(StandardCharsets.UTF_8))).startsWith("2\nrequest: ");
      assertThat(raw("a\n".repeat(65).concat("\n").getBytes(StandardCharsets.UTF_8)))
          .startsWith("2\nrequest: ");
      assertThat(raw(new byte[ControlRequest.MAX_BYTES])).startsWith("2\nrequest: too long");
      assertThat(ask("say", "still here").lines()).containsExactly("still here");
      assertThat(Channels.newInputStream(silent).read()).isEqualTo(-1);
      assertThat(server).isNotNull();
    }
  }

  @Test
  void withoutAServerThereIsNoAnswer() {
    assertThat(client().ask(List.of("say"))).isEmpty();
  }

  private ControlServer open() {
    return ControlServer.open(file, false, commands, HASTE);
  }

  private ControlClient client() {
    return new ControlClient(file, Duration.ofSeconds(10));
  }

  private ControlAnswer ask(String... words) {
    return client().ask(List.of(words)).orElseThrow();
  }

  private String raw(byte[] request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      channel.write(ByteBuffer.wrap(request));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Says its arguments. */
  private static final class Say implements ControlCommand {
    private final List<String> words;

    Say(String... words) {
      this.words = List.of(words);
    }

    @Override
    public List<String> words() {
      return words;
    }

    @Override
    public String parameters() {
      return "TEXT...";
    }

    @Override
    public ControlAnswer run(List<String> arguments) {
      if (arguments.isEmpty()) {
        throw new UsageException();
      }
      return ControlAnswer.done(List.of(String.join(" ", arguments)));
    }
  }

  /** Has a bug. */
  private static final class Fail implements ControlCommand {
    @Override
    public List<String> words() {
      return List.of("fail");
    }

    @Override
    public String parameters() {
      return "";
    }

    @Override
    public ControlAnswer run(List<String> arguments) {
      throw new IllegalStateException("a bug");
    }
  }
}
