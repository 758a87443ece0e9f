package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad peers cost themselves their connection, and nobody else anything. */
class BadInputIT {
  private static final byte SET_CHUNK_SIZE = 1;
  private static final byte COMMAND = 20;

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  /**
   * What is sent after a good handshake.
   *
   * @param name what it is, for the report
   */
  private record Attack(String name, byte[] bytes) {}

  private static final List<Attack> ATTACKS =
      List.of(
          new Attack("random bytes", random(64 * 1024)),
          new Attack("chunk size 0", message(SET_CHUNK_SIZE, new byte[] {0, 0, 0, 0})),
          new Attack("chunk size -1", message(SET_CHUNK_SIZE, new byte[] {-1, -1, -1, -1})),
          new Attack("a message of 16 MiB that never comes", header(3, 0xFFFFFF, COMMAND)),
          new Attack("AMF nested 100,000 deep", message(COMMAND, nested(100_000))),
          new Attack(
              "a string longer than its message", message(COMMAND, new byte[] {2, -1, -1, 'c'})),
          new Attack("65,599 chunk streams with half a message each", halfMessages()));

  @Test
  void attacksAfterTheHandshakeEndInAClosedLineEachAndNothingElse() throws Exception {
    ServerProcess server = bench.start(ServerConfig.live());
    Path file = bench.folder().resolve("healthy.flv");
    RunningTool healthy = streams.capture(server.rtmp("one"), file);
    server.awaitLog("plays");
    RunningTool publisher = streams.publish(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");

    Map<Attack, Socket> sockets = new LinkedHashMap<>();
    for (Attack attack : ATTACKS) {
      Socket socket = handshake(server.rtmpPort());
      sockets.put(attack, socket);
      send(socket, attack.bytes());
    }
    sockets.forEach((attack, socket) -> awaitClosed(server, attack, socket));

    for (Socket socket : sockets.values()) {
      socket.close();
    }
    assertThat(publisher.isAlive()).as("all of them in mid-stream").isTrue();
    publisher.awaitEnd(Streams.LIMIT).orFail();
    healthy.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN);
    assertThat(server.log("\tat ")).as("stack traces").isEmpty();
    assertThat(server.log("ERROR")).isEmpty();
  }

  @Test
  void handshakesThatNeverEndAreCutOff() throws Exception {
    ServerProcess server =
        bench.start(ServerConfig.live().withRoot("plugins = { rtmp = { handshakeTimeout = 1 } },"));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = new Socket("127.0.0.1", server.rtmpPort());
      socket.getOutputStream().write(3);
      sockets.add(socket);
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.log("closed")).hasSize(20));

    assertThat(server.log("closed")).allMatch(line -> line.contains("handshake"));
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aStreamNameCannotLeaveTheFolderOfRecordings() throws IOException {
    ServerProcess server = bench.start(ServerConfig.live().withLive("record = \"always\","));

    Outcome outcome =
        streams.publish(Clips.PLAIN, server.rtmp("../../evil")).awaitEnd(Streams.LIMIT);

    assertThat(outcome.succeeded()).isFalse();
    try (Stream<Path> files = Files.walk(bench.folder())) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("evil"));
    }
  }

  @Test
  void playersThatNeverReadCostTheOthersNothing() throws Exception {
    ServerProcess server =
        bench.start(ServerConfig.live().withLive("maxLag = 2, maxStall = 3,"), "-Xmx128m");
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");
    List<Socket> stalled = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.rtmpPort()));
      handshake(socket);
      send(socket, playCommands("one"));
      stalled.add(socket);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.log("plays")).hasSize(50));
    Path file = bench.folder().resolve("healthy.flv");

    streams.capture(server.rtmp("one"), file, 4);

    streams.assertDecodes(file);
    List<String> clip = Streams.hashes(streams.packets(Clips.PLAIN.file()), "video");
    List<String> video = Streams.hashes(streams.packets(file), "video");
    assertThat(clip).doesNotHaveDuplicates();
    for (int i = 1; i < video.size(); i++) {
      int before = clip.indexOf(video.get(i - 1));
      assertThat(video.get(i)).isEqualTo(clip.get((before + 1) % clip.size()));
    }
    for (Socket socket : stalled) {
      socket.close();
    }
  }

  @Test
  void anUnknownApplicationIsRefusedByName() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome =
        streams.publish(Clips.PLAIN, server.rtmp("nosuchapp", "one")).awaitEnd(Streams.LIMIT);

    assertThat(outcome.succeeded()).isFalse();
    server.awaitLog("nosuchapp");
  }

  private static void awaitClosed(ServerProcess server, Attack attack, Socket socket) {
    String opened = server.log(":" + socket.getLocalPort() + " to ").get(0);
    String connection = opened.substring(opened.indexOf("[c"), opened.indexOf(']') + 1);
    await(attack.name())
        .atMost(Duration.ofSeconds(20))
        .until(() -> !server.log(connection + " closed:").isEmpty());
  }

  private static Socket handshake(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    handshake(socket);
    return socket;
  }

  /** C0 C1, then C2; the simple handshake. */
  private static void handshake(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    byte[] hello = new byte[1537];
    hello[0] = 3;
    out.write(hello);
    InputStream in = socket.getInputStream();
    byte[] answer = in.readNBytes(1 + 1536 + 1536);
    assertThat(answer).hasSize(3073);
    out.write(answer, 1, 1536);
    out.flush();
  }

  /** The server may close before it has read everything. */
  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      assertThat(e).hasMessageMatching(".*(reset|Broken pipe).*");
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(20_261_122).nextBytes(bytes);
    return bytes;
  }

  /** Chunk basic and message header of type 0. */
  private static byte[] header(int csid, int length, byte type) {
    return new byte[] {
      (byte) csid,
      0,
      0,
      0,
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length,
      type,
      0,
      0,
      0,
      0
    };
  }

  /** A whole message in chunks of 128 bytes, the size at the beginning. */
  private static byte[] message(byte type, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(3, body.length, type));
    for (int i = 0; i < body.length; i += 128) {
      if (i > 0) {
        out.write(0xC3);
      }
      out.write(body, i, Math.min(128, body.length - i));
    }
    return out.toByteArray();
  }

  /** The command "connect" whose object holds an object that holds an object ... */
  private static byte[] nested(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {2, 0, 7});
    out.writeBytes("connect".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {0, 0x3F, (byte) 0xF0, 0, 0, 0, 0, 0, 0});
    for (int i = 0; i < depth; i++) {
      out.writeBytes(new byte[] {3, 0, 1, 'a'});
    }
    return out.toByteArray();
  }

  /** On each chunk stream that three bytes can name, a message of 256 bytes of which 128 come. */
  private static byte[] halfMessages() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int csid = 64; csid < 65_600; csid++) {
      byte[] header = header(1, 256, COMMAND);
      out.write(1);
      out.write((csid - 64) & 0xFF);
      out.write((csid - 64) >> 8);
      out.write(header, 1, header.length - 1);
      out.writeBytes(new byte[128]);
    }
    return out.toByteArray();
  }

  /** connect, createStream and play, without waiting for the answers. */
  private static byte[] playCommands(String stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Amf connect = new Amf().string("connect").number(1).begin().field("app", "live").end();
    out.writeBytes(message(COMMAND, connect.bytes()));
    out.writeBytes(message(COMMAND, new Amf().string("createStream").number(2).nil().bytes()));
    byte[] play = message(COMMAND, new Amf().string("play").number(3).nil().string(stream).bytes());
    play[8] = 1; // message stream id 1, little endian
    out.writeBytes(play);
    return out.toByteArray();
  }

  /** As much of AMF0 as three commands need. */
  private static final class Amf {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Amf string(String text) {
      out.write(2);
      return text(text);
    }

    Amf number(double value) {
      out.write(0);
      out.writeBytes(java.nio.ByteBuffer.allocate(8).putDouble(value).array());
      return this;
    }

    Amf nil() {
      out.write(5);
      return this;
    }

    Amf begin() {
      out.write(3);
      return this;
    }

    Amf field(String name, String value) {
      return text(name).string(value);
    }

    Amf end() {
      out.writeBytes(new byte[] {0, 0, 9});
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Amf text(String text) {
      out.write(text.length() >> 8);
      out.write(text.length());
      out.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return this;
    }
  }
}
