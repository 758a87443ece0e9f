package org.millrace.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.AcceptorConfig.TlsConfig;
import org.millrace.server.config.IoConfig.IoTransport;
import org.millrace.server.io.Acceptor;
import org.millrace.server.io.CapturedLog;
import org.millrace.server.io.TestCertificates;
import org.millrace.server.io.TestIo;

class ChainConnectorTest {
  private static final ConfigNode.Table NOTHING = ConfigNode.Table.empty(TestIo.LOCATION);

  private final CapturedLog log = CapturedLog.ofConnections();
  private final ProtocolFactoryRegistry protocols = new ProtocolFactoryRegistry();

  @TempDir private Path folder;

  @BeforeEach
  void loadPlugin() {
    protocols.register("colours", new TestProtocols());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private ChainConnector connector(TestIo test) {
    return new ChainConnector(test.io(), protocols, TestIo.NO_APPLICATION);
  }

  private int listen(TestIo test, Optional<TlsConfig> tls, String chain) {
    AcceptorConfig config = new AcceptorConfig("127.0.0.1", 0, List.of(chain), tls, NOTHING);
    Acceptor acceptor =
        new AcceptorFactory(test.io(), protocols, TestIo.NO_APPLICATION)
            .create("live", config)
            .orElseThrow();
    acceptor.bind();
    acceptor.accept();
    return acceptor.boundAddress().getPort();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(
      value = IoTransport.class,
      names = {"AUTO", "NIO"})
  void aConnectionIsHandedOverOnItsLoopWithItsLayersInPlace(IoTransport transport)
      throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      InetSocketAddress remote =
          InetSocketAddress.createUnresolved(
              "localhost", listen(test, Optional.empty(), "inboundEcho"));
      CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
      // Who asks when the connection is there already is answered at once, on its own thread.
      Thread asker = Thread.currentThread();

      ConnectionContext connection =
          get(
              connector(test)
                  .connect("inboundRed", remote, "live", NOTHING)
                  .whenComplete(
                      (c, e) ->
                          onLoop.complete(
                              c != null
                                  && (c.channel().eventLoop().inEventLoop()
                                      || Thread.currentThread() == asker))));

      assertThat(get(onLoop)).isTrue();
      assertThat(connection.channel().pipeline().names()).contains("red");
      assertThat(connection.localAddress().getPort()).isPositive();
      assertThat(log.linesWith("[" + connection.id() + "] opened: inboundRed, ")).hasSize(1);
      // Told that it is active, the layer has spoken; the other side echoes that, and so on.
      await().until(() -> test.io().connections().snapshot().get(0).bytesIn() > 20);
      connection.close("enough");
      await().until(() -> log.linesWith("closed: enough").size() == 1);
    }
  }

  @Test
  void overTlsThePeerMustBeTrusted() throws Exception {
    TestCertificates certificates = new TestCertificates();
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      int port = listen(test, Optional.of(certificates.server(folder)), "inboundReds");
      InetSocketAddress remote = InetSocketAddress.createUnresolved("localhost", port);
      ConfigNode trusted =
          new ConfigNode.Text(TestIo.LOCATION, certificates.trusted(folder).toString());

      ConnectionContext good =
          get(
              connector(test)
                  .connect(
                      "inboundReds",
                      remote,
                      "live",
                      new ConfigNode.Table(
                          TestIo.LOCATION, Map.of("sslTrust", trusted), List.of())));
      ConnectionContext bad = get(connector(test).connect("inboundReds", remote, "live", NOTHING));

      await().until(() -> log.linesWith("[" + bad.id() + "] closed: TLS: ").size() == 1);
      assertThat(good.isSecure()).isTrue();
      assertThat(good.channel().isActive()).isTrue();
    }
  }

  @Test
  void aPeerThatCannotBeReachedIsAFailureAndNoConnection() throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);

      CompletionStage<ConnectionContext> stage =
          connector(test).connect("inboundRed", nobody, "live", NOTHING);

      assertThatThrownBy(() -> get(stage))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("cannot connect to 127.0.0.1:1: Connection refused");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void aHostThatDoesNotExistIsAFailure() throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 1935);

      assertThatThrownBy(() -> get(connector(test).connect("inboundRed", nowhere, "live", NOTHING)))
          .hasMessageContaining("cannot connect to no-such-host.invalid:1935: unknown host");
    }
  }

  @Test
  void aChainThatIsNotThereIsAFailure() throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      InetSocketAddress remote = new InetSocketAddress("127.0.0.1", 1);

      assertThatThrownBy(() -> get(connector(test).connect("absent", remote, "live", NOTHING)))
          .hasMessageContaining("chain absent: no plugin brings it");
      assertThatThrownBy(
              () -> get(connector(test).connect("inboundUdpEcho", remote, "live", NOTHING)))
          .hasMessageContaining("inboundUdpEcho: is for datagrams (expected: one over tcp)");
    }
  }
}
