package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.application.ConnectHandler;
import org.millrace.server.config.IoConfig.IoTransport;

/** How a connection asks for an application. */
class ConnectTest {
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final CompletableFuture<Boolean> onLoop = new CompletableFuture<>();

  /** Asks when the first byte comes, and notes the answer. */
  private final class Asking extends ChannelInboundHandlerAdapter {
    private final Connection connection;

    Asking(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
      ConnectRequest request =
          new ConnectRequest("test", "vod", "", "", "", connection.remoteAddress(), Map.of());
      connection
          .connect(request)
          .whenComplete(
              (client, refused) -> {
                failure.complete(refused);
                onLoop.complete(connection.channel().eventLoop().inEventLoop());
              });
    }
  }

  private Connection start(
      TestIo test, Channel channel, InetSocketAddress remote, ConnectHandler asked) {
    ConnectionOrigin origin =
        new ConnectionOrigin(
            "live", ConfigNode.Table.empty(TestIo.LOCATION), Optional.empty(), asked);
    Connection connection =
        test.io().connections().create(channel, remote, origin, new Spoken("test", Set.of()));
    channel.pipeline().addLast(connection.firstHandler(), new Asking(connection));
    return connection;
  }

  private Throwable refusal(ConnectHandler asked) throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      Acceptor acceptor =
          test.io()
              .tcpAcceptor(
                  TestIo.spec(TestIo.loopback()),
                  (channel, remote) -> start(test, channel, remote, asked));
      acceptor.bind();
      acceptor.accept();
      try (Socket socket = TestIo.connect(acceptor)) {
        socket.getOutputStream().write(1);
        return failure.get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void theAcceptorsApplicationIsAskedAndTheAnswerComesOnTheEventLoop() throws Exception {
    CompletableFuture<String> question = new CompletableFuture<>();
    RefusedException refused = new RefusedException(Refusal.NOT_ALLOWED, "no");

    Throwable answer =
        refusal(
            (connection, application, request) -> {
              question.complete(application + " for " + request.application());
              return CompletableFuture.supplyAsync(
                  () -> {
                    throw new CompletionException(refused);
                  });
            });

    assertThat(question.get()).isEqualTo("live for vod");
    assertThat(answer).isSameAs(refused);
    assertThat(onLoop.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anApplicationThatThrowsRefusesAndIsReported() throws Exception {
    try (CapturedLog log = CapturedLog.ofConnections()) {
      Throwable answer =
          refusal(
              (connection, application, request) -> {
                throw new IllegalStateException("oops");
              });

      assertThat(answer)
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.FAILED));
      assertThat(log.linesWith("ERROR [c1] connect to application vod failed")).hasSize(1);
    }
  }
}
