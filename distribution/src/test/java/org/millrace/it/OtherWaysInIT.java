package org.millrace.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FLV over plain TCP, RTMP over TLS, IPv6. */
class OtherWaysInIT {
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
    Identity.make(bench.folder());
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
    Identity.make(bench.folder());
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
}
