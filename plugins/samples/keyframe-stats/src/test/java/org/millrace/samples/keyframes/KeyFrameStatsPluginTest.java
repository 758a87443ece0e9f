package org.millrace.samples.keyframes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.config.ConfigException;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.FakeSubscription;
import org.millrace.doubles.Settings;

class KeyFrameStatsPluginTest {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final FakeStreams streams =
      FakeStreams.of(
          new FakeStream(new StreamKey("live", "early"), true),
          new FakeStream(new StreamKey("live", "waiting"), false));
  private final KeyFrameStatsPlugin plugin = new KeyFrameStatsPlugin();

  @TempDir Path folder;

  @AfterEach
  void endLoops() {
    loops.shutdownGracefully();
  }

  @Test
  void groupsOfStreamsThatWereThereAndOfThoseThatCameAreInTheDatabase() throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("keyframes");
    plugin.start(context(url));
    streams.announce(new FakeStream(new StreamKey("live", "late"), true));
    assertThat(streams.subscriptions())
        .extracting(subscription -> subscription.key().name())
        .containsExactly("early", "late");
    streams.subscriptions().forEach(KeyFrameStatsPluginTest::play);
    plugin.stop();

    assertThat(names(url)).isEqualTo("early late ");
    assertThat(DriverManager.drivers().map(Driver::getClass)).doesNotContain(org.h2.Driver.class);
  }

  @Test
  void aDatabaseThatCannotBeOpenedIsAnErrorOfTheConfiguration() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> plugin.start(context("jdbc:other:x")))
        .withMessageContaining("jdbc:other:x: not a URL of H2");
    plugin.stop();
  }

  private FakePluginContext context(String url) {
    return new FakePluginContext("keyframe-stats")
        .withSettings(Settings.of("url", url))
        .withStreams(streams)
        .withLoops(loops);
  }

  private static void play(FakeSubscription subscription) {
    Track video = Track.Video.of(0, Codec.H264, DecoderConfig.NONE);
    subscription.offer(MediaFrame.of(video, 0, 0, MediaFrame.KEY, Unpooled.buffer().writeZero(9)));
    subscription.unpublished();
  }

  private static String names(String url) throws SQLException {
    StringBuilder names = new StringBuilder();
    try (Connection connection = new org.h2.Driver().connect(url, new Properties());
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select stream from key_frames order by stream")) {
      while (result.next()) {
        names.append(result.getString(1)).append(' ');
      }
    } finally {
      org.h2.Driver.unload();
    }
    return names.toString();
  }
}
