package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions in the configuration decide who may publish and play. */
class HooksIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void aPublisherWithoutTheTokenIsRefusedWithTheReasonAndOneWithItIsNot() {
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    """
                    onPublish = function(client, stream)
                      if stream.params.token ~= "secret" then return false, "wrong token" end
                    end,
                    """));

    Outcome refused = streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT);
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.text()).contains("wrong token");

    streams.publish(Clips.PLAIN, server.rtmp("one?token=secret")).awaitEnd(Streams.LIMIT).orFail();
  }

  @Test
  void aHookThatNeverEndsRefusesAndHurtsNobody() {
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    """
                    hookTimeout = 1,
                    onPlay = function(client, stream)
                      if stream.name == "bad" then while true do end end
                    end,
                    """));
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");

    RunningTool bad = streams.capture(server.rtmp("bad"), bench.folder().resolve("bad.flv"));
    Path file = bench.folder().resolve("good.flv");
    streams.capture(server.rtmp("one"), file, 1);

    assertThat(bad.awaitEnd(Streams.LIMIT).succeeded()).isFalse();
    streams.assertDecodes(file);
    server.awaitLog("onPlay");
  }

  @Test
  void aParameterOfTheApplicationReachesTheHook() {
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    """
                    onPublish = function(client, stream)
                      return client.params.token == "secret", "wrong token"
                    end,
                    """));

    streams
        .publish(Clips.PLAIN, server.rtmp("live?token=secret", "one"))
        .awaitEnd(Streams.LIMIT)
        .orFail();
  }
}
