package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.server.config.IoConfig.IoTransport;

class ConnectionTest {
  private static final String TRANSPORTS = "org.millrace.server.io.TestIo#transports";

  /** Does something with the connection when the first byte has come. */
  private static ChannelHandler onRead(TestIo test, Consumer<Connection> action) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object message) {
        ((ByteBuf) message).release();
        action.accept(test.io().connections().all().get(0));
      }
    };
  }

  private static byte[] talk(TestIo test, Supplier<ChannelHandler> handler) throws Exception {
    try (Socket socket = TestIo.connect(test.accepting(handler))) {
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      return socket.getInputStream().readAllBytes();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void openedAndClosedAreOneLineEachWithReasonDurationAndBytes(IoTransport transport)
      throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      int port;
      try (Socket socket = TestIo.connect(acceptor)) {
        port = socket.getLocalPort();
        socket.getOutputStream().write(new byte[1000]);
        assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
      }

      await().until(() -> test.io().connections().size() == 0);

      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0))
          .isEqualTo(
              "INFO [c1] opened: echo, 127.0.0.1:%d to 127.0.0.1:%d, application live"
                  .formatted(port, acceptor.boundAddress().getPort()));
      assertThat(log.lines().get(1))
          .matches(
              "INFO \\[c1] closed: peer closed, \\d+\\.\\d{3} s, 1000 bytes in, 1000 bytes out");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aResetIsCalledAReset(IoTransport transport) throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      try (Socket socket = TestIo.connect(test.accepting(EchoHandler::new))) {
        await().until(() -> test.io().connections().size() == 1);
        socket.setSoLinger(true, 0);
      }

      await().until(() -> log.lines().size() == 2);

      assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: connection reset by peer, ");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void closeSendsWhatWasWrittenBefore(IoTransport transport) throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      byte[] got =
          talk(
              test,
              () ->
                  onRead(
                      test,
                      connection -> {
                        connection.channel().write(Unpooled.buffer().writeZero(500_000));
                        connection.close("enough");
                        connection.close("more than enough");
                        connection.channel().writeAndFlush(Unpooled.buffer().writeZero(10));
                      }));

      assertThat(got).hasSize(500_000);
      await().until(() -> log.lines().size() == 2);
      assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: enough, ");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aPeerThatGoesOnSendingStillGetsTheLastMessage(IoTransport transport) throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Supplier<ChannelHandler> handler =
          () ->
              onRead(
                  test,
                  connection -> {
                    connection.channel().write(Unpooled.copiedBuffer(new byte[] {42}));
                    connection.close("refused");
                  });
      try (Socket socket = TestIo.connect(test.accepting(handler))) {
        for (int i = 0; i < 100; i++) {
          socket.getOutputStream().write(new byte[10_000]);
        }

        assertThat(socket.getInputStream().readAllBytes()).containsExactly(42);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aPeerThatNeverReadsCannotHoldAConnection(IoTransport transport) throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Supplier<ChannelHandler> handler =
          () ->
              onRead(
                  test,
                  connection -> {
                    connection.channel().write(Unpooled.buffer().writeZero(50_000_000));
                    connection.close("too slow");
                  });
      try (Socket socket = TestIo.connect(test.accepting(handler))) {
        socket.getOutputStream().write(1);

        await().until(() -> log.lines().size() == 2);

        assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: too slow, 0.");
        assertThat(socket.isClosed()).isFalse();
      }
    }
  }

  @Test
  void aPeerThatNeverClosesCannotHoldAConnection() throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      Supplier<ChannelHandler> handler = () -> onRead(test, c -> c.close("refused"));
      try (Socket socket = TestIo.connect(test.accepting(handler))) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);

        await().until(() -> log.lines().size() == 2);

        assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: refused, ");
      }
    }
  }

  @Test
  void badBytesOfAPeerAreOneLineWithoutAStack() throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      talk(test, () -> decoder(new CorruptedFrameException("length 0 (expected: 1 to 9)")));

      await().until(() -> test.io().connections().size() == 0);

      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1))
          .startsWith("INFO [c1] closed: length 0 (expected: 1 to 9), ")
          .endsWith(" 3 bytes in, 0 bytes out");
    }
  }

  @Test
  void aBugIsAnErrorWithItsStack() throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      talk(test, () -> decoder(new IllegalStateException("oops")));

      await().until(() -> test.io().connections().size() == 0);

      assertThat(log.lines()).hasSize(3);
      assertThat(log.lines().get(1))
          .startsWith("ERROR [c1] internal error, closing <- ")
          .contains("IllegalStateException: oops");
      assertThat(log.lines().get(2)).startsWith("INFO [c1] closed: internal error, ");
    }
  }

  private static ChannelHandler decoder(RuntimeException failure) {
    return new ByteToMessageDecoder() {
      @Override
      protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        throw failure;
      }
    };
  }

  @Test
  void aLayerThatClosesTheChannelItselfIsNotTakenForThePeer() throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      talk(test, () -> onRead(test, connection -> connection.channel().close()));

      await().until(() -> log.lines().size() == 2);

      assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: closed by the server, ");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void twoHundredConnectionsLeaveNothingBehind(IoTransport transport) throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(transport, TestIo.limits(1000, 500))) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Socket socket = TestIo.connect(acceptor);
        socket.getOutputStream().write(i);
        assertThat(socket.getInputStream().read()).isEqualTo(i);
        open.add(socket);
        if (i % 3 == 0) {
          open.remove(0).close();
        }
      }
      assertThat(test.io().connections().openedCount()).isEqualTo(200);
      for (Socket socket : open) {
        socket.close();
      }

      await().until(() -> test.io().connections().size() == 0);

      await().until(() -> log.linesWith("closed: ").size() == 200);
      assertThat(log.linesWith("opened: ")).hasSize(200);
      assertThat(test.io().connections().snapshot()).isEmpty();
    }
  }

  @Test
  void theRegistryShowsFiguresOfWhatIsOpen() throws Exception {
    try (TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      try (Socket first = TestIo.connect(acceptor)) {
        first.getOutputStream().write(new byte[10]);
        first.getInputStream().readNBytes(10);
        Socket second = TestIo.connect(acceptor);
        await().until(() -> test.io().connections().size() == 2);

        ConnectionInfo figures =
            test.io().connections().find("c1").map(Connection::describe).orElseThrow();

        assertThat(test.io().connections().snapshot())
            .extracting(ConnectionInfo::id)
            .containsExactly("c1", "c2");
        assertThat(figures.acceptorApplication()).isEqualTo("live");
        assertThat(figures.chain()).isEqualTo("echo");
        assertThat(figures.remoteAddress().getPort()).isEqualTo(first.getLocalPort());
        assertThat(figures.localAddress()).isEqualTo(acceptor.boundAddress());
        assertThat(figures.secure()).isFalse();
        assertThat(figures.opened()).isBefore(Instant.now());
        assertThat(figures.bytesIn()).isEqualTo(10);
        assertThat(figures.bytesOut()).isEqualTo(10);
        second.close();
      }
    }
  }

  @Test
  void someConnectionsCanBeClosedAndTheOthersStay() throws Exception {
    try (TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      try (Socket first = TestIo.connect(acceptor);
          Socket second = TestIo.connect(acceptor)) {
        await().until(() -> test.io().connections().size() == 2);
        int port = first.getLocalPort();

        test.io().connections().closeAll(c -> c.remoteAddress().getPort() == port, "in the way");

        InputStream in = first.getInputStream();
        assertThat(in.read()).isEqualTo(-1);
        second.getOutputStream().write(5);
        assertThat(second.getInputStream().read()).isEqualTo(5);
      }
    }
  }

  @Test
  void exceptionsAfterTheEndAreSilent() throws Exception {
    AtomicInteger closes = new AtomicInteger();
    try (CapturedLog log = CapturedLog.ofConnections();
        TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      talk(
          test,
          () ->
              onRead(
                  test,
                  connection -> {
                    connection.close("done");
                    closes.incrementAndGet();
                    connection
                        .channel()
                        .write(Unpooled.buffer().writeZero(1), connection.channel().voidPromise());
                  }));

      await().until(() -> log.lines().size() == 2);

      assertThat(closes).hasPositiveValue();
      assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: done, ");
    }
  }
}
