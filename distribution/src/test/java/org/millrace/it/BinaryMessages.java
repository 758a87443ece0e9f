package org.millrace.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose binary messages go to a file, one behind the other. */
final class BinaryMessages implements WebSocket.Listener {
  private final FileChannel file;
  private final CompletableFuture<String> end = new CompletableFuture<>();

  private BinaryMessages(FileChannel file) {
    this.file = file;
  }

  /** Opens it, without waiting for the server's answer. */
  static BinaryMessages play(String url, Path file) throws IOException {
    BinaryMessages messages =
        new BinaryMessages(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create(url), messages)
        .whenComplete(
            (socket, failure) -> {
              if (failure != null) {
                messages.end.completeExceptionally(failure);
              }
            });
    return messages;
  }

  /** Waits for the close frame; its code and reason. */
  String awaitEnd() throws Exception {
    try (file) {
      return end.get(Streams.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    try {
      while (data.hasRemaining()) {
        file.write(data);
      }
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end.completeExceptionally(error);
  }
}
