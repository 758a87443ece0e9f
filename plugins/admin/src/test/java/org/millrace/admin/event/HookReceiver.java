package org.millrace.admin.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes what webhooks send, and answers with the status that is next, or 200. */
final class HookReceiver implements AutoCloseable {
  final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  final Queue<String> signatures = new ConcurrentLinkedQueue<>();
  final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private final ServerSocket server;
  private final Thread thread = new Thread(this::serve, "hook-receiver");

  HookReceiver() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook");
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      String name = line.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(value);
      } else if (name.startsWith("millrace-signature:")) {
        signatures.add(value);
      }
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += in.read(body, read, length - read);
    }
    bodies.add(new String(body));
    Integer status = answers.poll();
    String head =
        "HTTP/1.1 %d X\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(status == null ? 200 : status);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
