package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FLV over plain TCP, RTMP over TLS, IPv6. */
class OtherWaysInIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void ffmpegSendsFlvOverTcpAndItIsPlayedOverRtmp() {
    int port = Ports.free();
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    "acceptors = {{ ip = \"127.0.0.1\", port = %d, protocol = \"inboundLiveFlv\","
                            .formatted(port)
                        + " localStreamName = \"camera\" }},"));
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("camera"), file);
    server.awaitLog("plays");

    streams.publish(Clips.PLAIN, "tcp://127.0.0.1:" + port).awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();

    streams.assertSamePackets(file, Clips.PLAIN);
  }

  @Test
  void rtmpOverTlsIsRtmp() throws Exception {
    int port = Ports.free();
    makeIdentity();
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    "acceptors = {{ ip = \"127.0.0.1\", port = %d, protocol = \"inboundRtmps\","
                            .formatted(port)
                        + " sslKey = \"../key.pem\", sslCert = \"../cert.pem\" }},"));
    String url = "rtmps://127.0.0.1:" + port + "/live/one";
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(url, file);
    server.awaitLog("plays");

    streams.publish(Clips.PLAIN, url).awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();

    streams.assertSamePackets(file, Clips.PLAIN);
  }

  @Test
  void onePortSpeaksSeveralProtocols() throws Exception {
    int port = Ports.free();
    makeIdentity();
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    "acceptors = {{ ip = \"127.0.0.1\", port = %d,".formatted(port)
                        + " protocol = { \"inboundRtmp\", \"inboundRtmps\" },"
                        + " sslKey = \"../key.pem\", sslCert = \"../cert.pem\" }},"));
    streams.publishForever(Clips.PLAIN, "rtmp://127.0.0.1:" + port + "/live/one");
    server.awaitLog("published");
    Path file = bench.folder().resolve("played.flv");

    streams.capture("rtmps://127.0.0.1:" + port + "/live/one", file, 1);

    streams.assertDecodes(file);
  }

  @Test
  void ipv6IsServed() {
    int port = Ports.free();
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    "acceptors = {{ ip = \"::1\", port = %d, protocol = \"inboundRtmp\" }},"
                        .formatted(port)));
    streams.publishForever(Clips.PLAIN, "rtmp://[::1]:" + port + "/live/one");
    server.awaitLog("published");
    Path file = bench.folder().resolve("played.flv");

    streams.capture(server.rtmp("one"), file, 1);

    streams.assertDecodes(file);
  }

  /** Writes key.pem and cert.pem beside the server's folder, made by the JDK's keytool. */
  private void makeIdentity() throws IOException, GeneralSecurityException {
    Path store = bench.folder().resolve("identity.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    new Tool(List.of(keytool.toString()), Map.of())
        .run(
            Duration.ofSeconds(30),
            ("-genkeypair -alias server -keyalg RSA -keysize 2048 -dname CN=localhost -validity 2"
                    + " -storetype PKCS12 -storepass changeit -keystore "
                    + store)
                .split(" "))
        .orFail();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    pem("key.pem", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
    pem("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    assertThat(bench.folder().resolve("key.pem")).isNotEmptyFile();
  }

  private void pem(String file, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        bench.folder().resolve(file),
        "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }
}
