package org.millrace.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.server.io.CapturedLog;
import org.millrace.server.io.ConnectionRegistry;
import org.millrace.server.io.TestIo;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

class ProtocolDetectionHandlerTest {
  private final CapturedLog log = CapturedLog.ofConnections();
  private final ConnectionRegistry connections =
      new ConnectionRegistry(Duration.ofSeconds(1), new PluginCode(), new FailureReports());
  private final ProtocolFactoryRegistry protocols = new ProtocolFactoryRegistry();

  @AfterEach
  void close() {
    log.close();
    assertThat(connections.size()).isZero();
  }

  private EmbeddedChannel channel(String... chains) {
    List<ResolvedChain> resolved =
        Stream.of(chains).map(name -> protocols.chain(name).orElseThrow()).toList();
    ConnectionInitializer initializer =
        new ConnectionInitializer(connections, resolved, TestIo.origin(), TestIo.LIMITS);
    EmbeddedChannel channel = new EmbeddedChannel();
    initializer.start(channel, new InetSocketAddress("127.0.0.1", 5555));
    return channel;
  }

  private EmbeddedChannel redOrGreen() {
    protocols.register("colours", new TestProtocols());
    return channel("inboundRed", "inboundGreen");
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String sent(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(StandardCharsets.US_ASCII));
      out.release();
    }
    return text.toString();
  }

  private void assertClosed(EmbeddedChannel channel, String reason) {
    assertThat(channel.isOpen()).isFalse();
    sent(channel);
    assertThat(channel.finish()).isFalse();
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: " + reason + ", ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RED", "GREEN"})
  void bytesThatComeOneByOneAreRecognisedAndPassedOn(String magic) {
    EmbeddedChannel channel = redOrGreen();
    String name = magic.toLowerCase(Locale.ROOT);

    for (char c : magic.toCharArray()) {
      assertThat(sent(channel)).isEmpty();
      channel.writeInbound(ascii(String.valueOf(c)));
    }
    channel.writeInbound(ascii("!"));

    assertThat(sent(channel)).isEqualTo(name + " up\n" + name + ":" + magic + name + ":!");
    assertThat(channel.pipeline().names()).startsWith("wire", name, "tail");
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void bytesThatComeAllAtOnceAreRecognisedAndPassedOn() {
    EmbeddedChannel channel = redOrGreen();

    channel.writeInbound(ascii("GREEN!"));

    assertThat(sent(channel)).isEqualTo("green up\ngreen:GREEN!");
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void bytesThatNobodyKnowsCloseTheConnectionAndAreShown() {
    EmbeddedChannel channel = redOrGreen();

    channel.writeInbound(ascii("BLUE"));

    assertClosed(
        channel, "unknown protocol: it began with 424c5545 (expected: inboundRed|inboundGreen)");
  }

  @Test
  void aPeerThatSaysNothingIsClosedInTime() {
    EmbeddedChannel channel = redOrGreen();

    channel.advanceTimeBy(9, TimeUnit.SECONDS);
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isTrue();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runPendingTasks();

    assertClosed(
        channel,
        "protocol not recognised within 10000 ms: nothing came (expected:"
            + " inboundRed|inboundGreen)");
  }

  @Test
  void aPeerThatSaysTooLittleIsClosedInTime() {
    EmbeddedChannel channel = redOrGreen();
    channel.writeInbound(ascii("RE"));

    channel.advanceTimeBy(10, TimeUnit.SECONDS);
    channel.runPendingTasks();

    assertClosed(
        channel,
        "protocol not recognised within 10000 ms: it began with 5245 (expected:"
            + " inboundRed|inboundGreen)");
  }

  @Test
  void theDeadlineEndsWithTheRecognition() {
    EmbeddedChannel channel = redOrGreen();
    channel.writeInbound(ascii("RED"));

    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isTrue();
    assertThat(sent(channel)).isNotEmpty();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void aPeerThatLeavesBeforeItIsRecognisedLeavesNothing() {
    EmbeddedChannel channel = redOrGreen();
    channel.writeInbound(ascii("RE"));

    channel.close();

    assertThat(channel.finish()).isFalse();
    assertThat(log.lines()).hasSize(2);
  }

  /** A layer whose detector, or whose making, is the test's. */
  private record Odd(String name, ProtocolDetector odd, boolean broken) implements ProtocolLayer {
    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      if (broken) {
        throw new IllegalStateException("cannot add " + name);
      }
    }

    @Override
    public Optional<ProtocolDetector> detector() {
      return Optional.of(odd);
    }
  }

  private EmbeddedChannel odd(ProtocolDetector detector, boolean broken) {
    protocols.register(
        "odd",
        new ProtocolFactory() {
          @Override
          public List<ProtocolLayer> layers() {
            return List.of(
                new Odd("odd", detector, broken),
                new Odd("never", first -> ProtocolDetector.Detection.NOT_MINE, false));
          }

          @Override
          public List<ProtocolChain> chains() {
            return List.of(
                ProtocolChain.of("inboundOdd", "tcp", "odd"),
                ProtocolChain.of("inboundNever", "tcp", "never"));
          }
        });
    return channel("inboundOdd", "inboundNever");
  }

  @Test
  void aDetectorThatNeverDecidesGetsNoMoreThanTheLimit() {
    EmbeddedChannel channel = odd(first -> ProtocolDetector.Detection.NEED_MORE, false);

    channel.writeInbound(Unpooled.buffer().writeZero(63));
    assertThat(channel.isOpen()).isTrue();
    channel.writeInbound(Unpooled.buffer().writeZero(1));

    assertClosed(
        channel,
        "protocol not recognised within 64 bytes: it began with "
            + "00".repeat(16)
            + " (expected: inboundOdd|inboundNever)");
  }

  @Test
  void aDetectorThatThrowsIsABug() {
    EmbeddedChannel channel = odd(first -> ProtocolDetector.Detection.valueOf("none"), false);

    channel.writeInbound(ascii("x"));

    assertThat(channel.isOpen()).isFalse();
    sent(channel);
    assertThat(channel.finish()).isFalse();
    assertThat(log.linesWith("ERROR [c1] internal error, closing")).hasSize(1);
    assertThat(log.linesWith("closed: internal error")).hasSize(1);
  }

  @Test
  void aLayerThatCannotBeAddedIsABugAndClosesTheConnection() {
    EmbeddedChannel channel = odd(first -> ProtocolDetector.Detection.MINE, true);

    channel.writeInbound(ascii("x"));

    assertThat(channel.isOpen()).isFalse();
    sent(channel);
    assertThat(channel.finish()).isFalse();
    assertThat(log.linesWith("IllegalStateException: cannot add odd")).hasSize(1);
    assertThat(log.linesWith("closed: internal error")).hasSize(1);
  }

  @Test
  void theSameIsTrueWithoutDetection() {
    odd(first -> ProtocolDetector.Detection.MINE, true).finish();

    EmbeddedChannel channel = channel("inboundOdd");

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.linesWith("[c2] closed: internal error")).hasSize(1);
  }
}
