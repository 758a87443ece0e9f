package org.millrace.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.HttpReply;
import org.millrace.http.StaticContent;

class ReplyOutputTest {
  private static final String DATE = "Thu, 1 Jan 2026 00:00:00 GMT";

  private final HttpPeer peer = new HttpPeer();
  @TempDir private Path folder;

  @BeforeEach
  void contentIsThere() throws IOException {
    Path served = Files.createDirectory(folder.resolve("served"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path file = Files.writeString(served.resolve("digits.bin"), "0123456789");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.createSymbolicLink(served.resolve("out.txt"), folder.resolve("secret.txt"));
    Files.writeString(served.resolve("long.txt"), "text ".repeat(1000));
    peer.serve(HttpMethod.GET, "/files/{path...}", StaticContent.ofFolder(served, "no-cache"))
        .serve(
            HttpMethod.GET,
            "/bytes",
            exchange -> exchange.respond(HttpReply.text("video/x", "0123456789").etag("e1")))
        .serve(
            HttpMethod.GET,
            "/text",
            exchange -> exchange.respond(HttpReply.json("[" + "1,".repeat(1000) + "1]").etag("t")));
  }

  @AfterEach
  void nothingIsLeft() {
    peer.close();
  }

  private String get(String path, String... fields) {
    return peer.send(
            "GET "
                + path
                + " HTTP/1.1\r\n"
                + HttpPeer.HOST
                + String.join("\r\n", fields)
                + (fields.length == 0 ? "" : "\r\n")
                + "\r\n")
        .said();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, 0-3",
    "bytes=7-, 789, 7-9",
    "bytes=-2, 89, 8-9",
    "bytes=-100, 0123456789, 0-9",
    "bytes=5-100, 56789, 5-9",
  })
  void partsOfBytesAndOfFilesAreServed(String range, String body, String served) {
    for (String path : new String[] {"/bytes", "/files/digits.bin"}) {
      assertThat(get(path, "Range: " + range))
          .startsWith("HTTP/1.1 206 ")
          .contains("content-range: bytes " + served + "/10\r\n")
          .contains("content-length: " + body.length() + "\r\n")
          .endsWith("\r\n\r\n" + body);
    }
  }

  @Test
  void severalPartsComeInOneBody() {
    for (String path : new String[] {"/bytes", "/files/digits.bin"}) {
      String answer = get(path, "Range: bytes=0-1,8-9");
      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      assertThat(answer)
          .startsWith("HTTP/1.1 206 ")
          .contains("content-type: multipart/byteranges; boundary=")
          .contains("Content-Range: bytes 0-1/10\r\n\r\n01\r\n--")
          .contains("Content-Range: bytes 8-9/10\r\n\r\n89\r\n--")
          .contains("content-length: " + body.length() + "\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=20-30"})
  void partsBeyondTheEndAreRefused(String range) {
    assertThat(get("/bytes", "Range: " + range))
        .startsWith("HTTP/1.1 416 ")
        .contains("content-range: bytes */10\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"items=0-1", "bytes=a-b", "bytes=0-5,3-7", "bytes=5-2,", "bytes=", "bytes=-"})
  void rangesThatMeanNothingAreIgnored(String range) {
    assertThat(get("/bytes", "Range: " + range)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void manyPartsAreNotServed() {
    assertThat(get("/bytes", "Range: bytes=" + "0-0,".repeat(17) + "1-1"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void whoHasItAlreadyGetsNoBody() {
    assertThat(get("/bytes", "If-None-Match: \"x\", W/\"e1\""))
        .startsWith("HTTP/1.1 304 ")
        .contains("etag: \"e1\"")
        .endsWith("\r\n\r\n");
    assertThat(get("/bytes", "If-None-Match: \"other\"")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/bytes", "If-Match: \"other\"")).startsWith("HTTP/1.1 412 ");
    assertThat(get("/bytes", "If-Match: *")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/files/digits.bin", "If-Modified-Since: " + DATE)).startsWith("HTTP/1.1 304 ");
    assertThat(get("/files/digits.bin", "If-Unmodified-Since: Wed, 31 Dec 2025 00:00:00 GMT"))
        .startsWith("HTTP/1.1 412 ");
    assertThat(get("/files/digits.bin", "If-Modified-Since: yesterday"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void partsOfWhatHasChangedAreNotMixed() {
    assertThat(get("/bytes", "Range: bytes=0-1", "If-Range: \"e1\"")).startsWith("HTTP/1.1 206 ");
    assertThat(get("/bytes", "Range: bytes=0-1", "If-Range: \"e0\"")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/files/digits.bin", "Range: bytes=0-1", "If-Range: " + DATE))
        .startsWith("HTTP/1.1 206 ");
  }

  @Test
  void filesThatAreNotThereOrElsewhereAreNotFound() {
    assertThat(get("/files/none")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/files/out.txt")).startsWith("HTTP/1.1 404 ").doesNotContain("secret");
    assertThat(get("/files/")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/files/%2e%2e/secret.txt")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void textIsCompressedForWhoTakesIt() throws IOException {
    for (String path : new String[] {"/text", "/files/long.txt"}) {
      String plain = get(path);
      assertThat(plain).contains("vary: accept-encoding").doesNotContain("content-encoding");
      String packed = get(path, "Accept-Encoding: br, gzip");
      assertThat(packed).contains("content-encoding: gzip", "etag: W/").doesNotContain("ranges");
      byte[] body =
          packed.substring(packed.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo(plain.substring(plain.indexOf("\r\n\r\n") + 4));
      assertThat(get(path, "Accept-Encoding: gzip;q=0")).doesNotContain("content-encoding");
    }
    assertThat(get("/bytes", "Accept-Encoding: gzip")).doesNotContain("content-encoding");
  }

  @Test
  void filesGoThroughMemoryWhereTheyAreEncrypted() {
    peer.connection().secured();
    assertThat(get("/files/digits.bin")).endsWith("\r\n\r\n0123456789");
    assertThat(get("/files/digits.bin", "Range: bytes=0-1,8-9")).contains("\r\n\r\n89\r\n--");
  }

  @Test
  void filesThatMayBeKeptStayOpenForAMoment() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.bin"), "old");
    peer.serve(HttpMethod.GET, "/kept/{path...}", StaticContent.ofFolder(folder, "max-age=60"));
    assertThat(get("/kept/kept.bin")).endsWith("\r\n\r\nold");
    Files.delete(file);
    assertThat(get("/kept/kept.bin")).endsWith("\r\n\r\nold");
    peer.channel().advanceTimeBy(5, TimeUnit.SECONDS);
    assertThat(get("/kept/kept.bin")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void resourcesAreServedFromMemory() {
    peer.serve(
        HttpMethod.GET,
        "/web/{path...}",
        StaticContent.ofResources(
            name ->
                name.equals("index.html")
                    ? new ByteArrayInputStream("<p>".getBytes(StandardCharsets.US_ASCII))
                    : null,
            Runnable::run,
            "no-cache"));
    String first = get("/web/");
    assertThat(first).startsWith("HTTP/1.1 200 ").contains("text/html").endsWith("<p>");
    String tag = first.replaceAll("(?s).*etag: (\\S+)\r\n.*", "$1");
    assertThat(get("/web/index.html", "If-None-Match: " + tag)).startsWith("HTTP/1.1 304 ");
    assertThat(get("/web/none")).startsWith("HTTP/1.1 404 ");
  }
}
