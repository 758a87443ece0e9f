package org.millrace.samplefactory.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.samplefactory.FakeConnection;

class DownloadHandlerTest {
  private final FakeConnection connection =
      new FakeConnection(new DownloadProtocol(), DownloadProtocol.CHAIN, Map.of());

  @TempDir Path folder;

  private CompletableFuture<Long> outcome = new CompletableFuture<>();
  private Path file = Path.of("");

  @BeforeEach
  void fetch() {
    file = folder.resolve("in/a.bin");
    Download download = new Download(URI.create("http://example.org:81/a/b?c=d"), folder, file);
    connection.channel().freezeTime();
    outcome =
        connection
            .channel()
            .pipeline()
            .get(DownloadHandler.class)
            .fetch(download, new PartFile(folder, file, Runnable::run), 10, Duration.ofSeconds(30))
            .toCompletableFuture();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    connection.channel().finishAndReleaseAll();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isEqualTo(outcome.isCompletedExceptionally() ? List.of() : List.of(file));
    }
  }

  @Test
  void asksForTheFileAndWritesIt() {
    ByteBuf request = connection.channel().readOutbound();
    assertThat(request.toString(StandardCharsets.US_ASCII))
        .startsWith("GET /a/b?c=d HTTP/1.1\r\n")
        .contains("host: example.org:81\r\n")
        .contains("connection: close\r\n");
    request.release();

    answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
    assertThat(outcome).isNotDone();
    answer("lo");

    assertThat(outcome).isCompletedWithValue(5L);
    assertThat(file).hasContent("hello");
    assertThat(connection.closedBecause()).isEqualTo("the file is downloaded");
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "old");
    answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(outcome).isCompletedWithValue(0L);
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    answer("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry");

    assertFailed("status 404 Not Found (expected: 200 OK)");
  }

  @Test
  void aFileThatIsTooLongIsNotBegun() {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n");

    assertFailed("11 bytes (expected: at most maxDownloadBytes = 10)");
  }

  @Test
  void aFileThatGetsTooLongIsThrownAway() {
    answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n");
    assertThat(folder.resolve("in/a.bin.part")).hasContent("123456789");
    answer("2\r\nab\r\n");

    assertFailed("11 bytes (expected: at most maxDownloadBytes = 10)");
  }

  @Test
  void aFileThatIsCutOffIsThrownAway() {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
    connection.channel().close();

    assertFailed("the connection was closed before the end of the file");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedFor() {
    connection.channel().advanceTimeBy(31, TimeUnit.SECONDS);
    connection.channel().runScheduledPendingTasks();

    assertFailed("the server has sent nothing for downloadTimeout");
  }

  @Test
  void whatIsNoHttpIsRefused() {
    answer("hello\r\n\r\n");

    assertThat(outcome).isCompletedExceptionally();
    assertThat(connection.closedBecause()).startsWith("HTTP: ");
  }

  @Test
  void aLinkCannotLeadOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(folder.resolve("in"), elsewhere);
    answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    assertThat(outcome).isCompletedExceptionally();
    assertThat(connection.closedBecause()).contains("leads out of");
    assertThat(elsewhere).isEmptyDirectory();
  }

  private void answer(String text) {
    connection.channel().writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    connection.channel().runPendingTasks();
  }

  private void assertFailed(String reason) {
    assertThatThrownBy(outcome::join).hasRootCauseMessage(reason);
    assertThat(connection.closedBecause()).isEqualTo(reason);
  }
}
