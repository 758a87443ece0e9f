package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chains of crtmpserver's samplefactory, with clients that know nothing of it. */
class SampleFactoryIT {
  @RegisterExtension final TestBench bench = new TestBench();

  @Test
  void linesAndRequestsAreEchoed() throws Exception {
    int tcp = Ports.free();
    int http = Ports.free();
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withApplication(
                    """
                    {
                      name = "samplefactory",
                      acceptors =
                      {
                        { ip = "127.0.0.1", port = %d, protocol = "echoProtocol", maxLineBytes = 99 },
                        { ip = "127.0.0.1", port = %d, protocol = "httpEchoProtocol" },
                      },
                    }
                    """
                        .formatted(tcp, http)));

    try (Socket socket = new Socket("127.0.0.1", tcp)) {
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      out.write("one\ntwo\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("ECHO one");
      assertThat(in.readLine()).isEqualTo("ECHO two");
      out.write("x".repeat(200).getBytes(StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isNull();
    }
    assertThat(server.awaitLog("closed: frame length")).contains("99");

    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI uri = URI.create("http://127.0.0.1:" + http + "/");
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("hello")).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ECHO hello");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(uri)
                        .POST(BodyPublishers.ofByteArray(new byte[70_000]))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(413);
    assertThat(server.log("ERROR")).isEmpty();
  }

  @Test
  void filesAreDownloadedByHttp() throws IOException {
    byte[] content = Files.readAllBytes(Clips.PLAIN.file());
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/clip.flv",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    web.start();
    try {
      ServerProcess server =
          bench.start(
              ServerConfig.live()
                  .withApplication(
                      """
                      {
                        name = "samplefactory",
                        downloadFolder = "downloads",
                        downloads =
                        {
                          { uri = "http://127.0.0.1:%1$d/clip.flv", file = "a/clip.flv" },
                          { uri = "http://127.0.0.1:%1$d/none", file = "none" },
                        },
                      }
                      """
                          .formatted(web.getAddress().getPort())));

      assertThat(server.awaitLog("is downloaded")).contains(content.length + " bytes");
      assertThat(server.awaitLog("is not downloaded")).contains("status 404");
      Path folder = server.folder().resolve("downloads");
      assertThat(folder.resolve("a/clip.flv")).hasBinaryContent(content);
      assertThat(folder.resolve("none")).doesNotExist();
      assertThat(server.log("ERROR")).isEmpty();
    } finally {
      web.stop(0);
    }
  }

  @Test
  void filesOutsideOfTheFolderAreRefusedAtTheStart() {
    Outcome outcome =
        bench.startInVain(
            Distribution.built(),
            ServerConfig.live()
                .withApplication(
                    """
                    {
                      name = "samplefactory",
                      downloadFolder = "downloads",
                      downloads = { { uri = "http://127.0.0.1/", file = "../evil" } },
                    }
                    """));

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.text()).contains("evil (expected: a file in ");
  }
}
