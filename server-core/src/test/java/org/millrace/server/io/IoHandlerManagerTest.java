package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.millrace.server.config.IoConfig;
import org.millrace.server.config.IoConfig.IoTransport;

class IoHandlerManagerTest {
  private static final String TRANSPORTS = "org.millrace.server.io.TestIo#transports";

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void drainTellsPeersAndLeavesNothingOpen(IoTransport transport) throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      try (Socket one = TestIo.connect(acceptor);
          Socket two = TestIo.connect(acceptor)) {
        await().until(() -> test.io().connections().size() == 2);

        boolean empty = test.io().drain("the server is stopping", Duration.ofSeconds(5));

        assertThat(empty).isTrue();
        assertThat(test.io().connections().size()).isZero();
        assertThat(one.getInputStream().read()).isEqualTo(-1);
        assertThat(two.getInputStream().read()).isEqualTo(-1);
        assertThat(log.linesWith("closed: the server is stopping, ")).hasSize(2);
      }
    }
  }

  @Test
  void drainDoesNotWaitLongerThanItsDeadline() throws Exception {
    Supplier<ChannelHandler> neverRead =
        () ->
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ((ByteBuf) message).release();
                ctx.writeAndFlush(Unpooled.buffer().writeZero(50_000_000));
              }
            };
    try (TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      try (Socket socket = TestIo.connect(test.accepting(neverRead))) {
        socket.getOutputStream().write(1);
        await().until(() -> test.io().connections().size() == 1);
        await().until(() -> test.io().connections().all().get(0).bytesOut() > 0);

        assertThat(test.io().drain("stopping", Duration.ofMillis(20))).isFalse();
      }
    }
  }

  @Test
  void threadsSayWhatTheyAreFor() throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      Callable<String> name = () -> Thread.currentThread().getName();

      assertThat(test.io().eventLoops().submit(name).get()).matches("millrace-io-[12]");
      assertThat(test.io().fileLoops().submit(name).get()).isEqualTo("millrace-file-1");
      assertThat(test.io().scheduler().submit(name).get()).isEqualTo("millrace-timer-1");
    }
  }

  @Test
  void aClosedManagerHasNoThreadsAndMayBeClosedAgain() throws Exception {
    TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS);
    Acceptor acceptor = test.accepting(EchoHandler::new);
    try (CapturedLog log = CapturedLog.ofConnections();
        Socket socket = TestIo.connect(acceptor)) {
      await().until(() -> test.io().connections().size() == 1);
      ScheduledFuture<?> never = test.io().scheduler().schedule(() -> {}, 1, TimeUnit.HOURS);

      test.close();
      test.close();

      assertThat(test.io().eventLoops().isTerminated()).isTrue();
      assertThat(test.io().fileLoops().isTerminated()).isTrue();
      assertThat(test.io().scheduler().isShutdown()).isTrue();
      assertThat(never.isDone()).isFalse();
      assertThat(test.io().connections().size()).isZero();
      assertThat(log.linesWith("closed: the server has stopped, ")).hasSize(1);
      test.io().connections().closeAll(connection -> true, "too late");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void anAcceptorThatIsRemovedIsForgotten() {
    try (TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      assertThat(test.io().acceptors()).containsExactly(acceptor);

      test.io().remove(acceptor);

      assertThat(test.io().acceptors()).isEmpty();
    }
  }

  @Test
  void reusePortIsWarnedAboutWhereItHasNoEffect() {
    IoConfig config = new IoConfig(IoTransport.NIO, 2, 1, 64, true);
    try (CapturedLog log = new CapturedLog(IoHandlerManager.class.getName());
        TestIo test = new TestIo(config, TestIo.LIMITS)) {
      assertThat(test.io().transport()).isEqualTo(Transport.NIO);
      assertThat(log.lines())
          .contains(
              "INFO transport nio, 2 event loops, 1 file threads",
              "WARN reusePort has no effect with nio and 2 event loops");
    }
  }
}
