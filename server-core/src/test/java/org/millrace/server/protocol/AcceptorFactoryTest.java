package org.millrace.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.AcceptorConfig.TlsConfig;
import org.millrace.server.config.IoConfig.IoTransport;
import org.millrace.server.io.Acceptor;
import org.millrace.server.io.CapturedLog;
import org.millrace.server.io.Connection;
import org.millrace.server.io.IoException;
import org.millrace.server.io.TestCertificates;
import org.millrace.server.io.TestIo;

/** Acceptors as the configuration has them, with real sockets. */
class AcceptorFactoryTest {
  private final CapturedLog log = CapturedLog.ofConnections();
  private final ProtocolFactoryRegistry protocols = new ProtocolFactoryRegistry();
  private final TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS);
  private final AcceptorFactory factory =
      new AcceptorFactory(test.io(), protocols, TestIo.NO_APPLICATION);

  @TempDir private Path folder;

  @BeforeEach
  void loadPlugin() {
    protocols.register("colours", new TestProtocols());
  }

  @AfterEach
  void close() {
    test.close();
    log.close();
  }

  private static AcceptorConfig config(Optional<TlsConfig> tls, String... chains) {
    return new AcceptorConfig(
        "127.0.0.1",
        0,
        List.of(chains),
        tls,
        new ConfigNode.Table(
            TestIo.LOCATION,
            Map.of("shade", new ConfigNode.Numeric(TestIo.LOCATION, 7)),
            List.of()));
  }

  private Acceptor accepting(Optional<TlsConfig> tls, String... chains) {
    Acceptor acceptor = factory.create("live", config(tls, chains)).orElseThrow();
    acceptor.bind();
    acceptor.accept();
    return acceptor;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hear(Socket socket, String expected) throws IOException {
    byte[] answer = socket.getInputStream().readNBytes(expected.length());
    return new String(answer, StandardCharsets.US_ASCII);
  }

  private SSLSocket tlsConnect(Acceptor acceptor, Path trusted) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(trusted)) {
      store.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    InetSocketAddress address = acceptor.boundAddress();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Test
  void aConnectionSpeaksTheAcceptorsChainAndHasItsSettings() throws Exception {
    try (Socket socket = TestIo.connect(accepting(Optional.empty(), "inboundEcho"))) {
      say(socket, "hello");

      assertThat(hear(socket, "echo up\necho:hello")).isEqualTo("echo up\necho:hello");
      Connection connection = test.io().connections().all().get(0);
      assertThat(connection.chain()).isEqualTo("inboundEcho");
      assertThat(TestProtocols.SHADE.read(connection.settings())).isEqualTo(7);
      assertThat(connection.channel().pipeline().names())
          .containsSubsequence("wire", "echo", "tail");
    }
  }

  @Test
  void aChainThatNoPluginBringsIsWarnedAboutAndLeftOut() {
    protocols.unregister("colours");
    try (CapturedLog warnings = new CapturedLog(AcceptorFactory.class.getName())) {
      assertThat(factory.create("live", config(Optional.empty(), "inboundRed"))).isEmpty();

      assertThat(warnings.lines()).hasSize(1);
      assertThat(warnings.lines().get(0))
          .startsWith("WARN test.lua:41: applications[1].acceptors[2]: ")
          .contains("127.0.0.1:0 of application live")
          .contains("inboundRed");
    }
  }

  @Test
  void theOtherChainsOfThePortStay() throws Exception {
    try (CapturedLog warnings = new CapturedLog(AcceptorFactory.class.getName());
        Socket socket =
            TestIo.connect(accepting(Optional.empty(), "inboundAbsent", "inboundEcho"))) {
      assertThat(hear(socket, "echo up\n")).isEqualTo("echo up\n");
      assertThat(warnings.linesWith("inboundAbsent")).hasSize(1);
    }
  }

  @Test
  void tlsShowsTheWholeChainSoThatAClientNeedsToTrustTheRootAlone() throws Exception {
    TestCertificates certificates = new TestCertificates();
    Acceptor acceptor = accepting(Optional.of(certificates.server(folder)), "inboundReds");

    try (SSLSocket socket = tlsConnect(acceptor, certificates.trusted(folder))) {
      say(socket, "hello");

      assertThat(hear(socket, "red up\nred:hello")).isEqualTo("red up\nred:hello");
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(socket.getSession().getPeerCertificates()).hasSize(2);
      assertThat(test.io().connections().all().get(0).isSecure()).isTrue();
      assertThat(test.io().connections().all().get(0).bytesOut()).isGreaterThan(1000);
    }
    await().until(() -> log.linesWith("closed: peer closed").size() == 1);
  }

  @Test
  void aReasonedCloseOverTlsEndsInACloseNotify() throws Exception {
    TestCertificates certificates = new TestCertificates();
    Acceptor acceptor = accepting(Optional.of(certificates.server(folder)), "inboundReds");

    try (SSLSocket socket = tlsConnect(acceptor, certificates.trusted(folder))) {
      assertThat(hear(socket, "red up\n")).isEqualTo("red up\n");

      test.io().connections().all().get(0).close("enough");

      // A connection that is cut without a close_notify would be an exception here.
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> log.linesWith("closed: enough").size() == 1);
  }

  @Test
  void plainBytesOnATlsPortAreOneLine() throws Exception {
    Acceptor acceptor =
        accepting(Optional.of(new TestCertificates().server(folder)), "inboundReds");

    try (Socket socket = TestIo.connect(acceptor)) {
      say(socket, "GET / HTTP/1.1\r\n\r\n" + "x".repeat(3000));
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }

    await().until(() -> log.linesWith("closed: ").size() == 1);
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(1)).startsWith("INFO [c1] closed: TLS: not an SSL/TLS record: ");
    assertThat(log.lines().get(1).length()).isLessThan(400);
  }

  @Test
  void aPeerThatNeverShakesHandsIsClosed() throws Exception {
    try (TestIo hasty =
        new TestIo(IoTransport.NIO, TestIo.handshakeTimeout(Duration.ofMillis(80)))) {
      AcceptorFactory hastyFactory =
          new AcceptorFactory(hasty.io(), protocols, TestIo.NO_APPLICATION);
      Optional<TlsConfig> tls = Optional.of(new TestCertificates().server(folder));
      Acceptor acceptor = hastyFactory.create("live", config(tls, "inboundReds")).orElseThrow();
      acceptor.bind();
      acceptor.accept();

      try (Socket socket = TestIo.connect(acceptor)) {
        assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
      }

      await().until(() -> log.linesWith("closed: ").size() == 1);
      assertThat(log.lines().get(1))
          .startsWith("INFO [c1] closed: TLS: handshake timed out after 80ms");
    }
  }

  @Test
  void aTlsChainWithoutCertificateIsAnError() {
    assertThatThrownBy(() -> factory.create("live", config(Optional.empty(), "inboundReds")))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(
            "test.lua:41: applications[1].acceptors[2]: chain inboundReds: sslKey and sslCert are"
                + " missing");
  }

  @Test
  void anUnusableCertificateIsAnErrorThatNamesTheEntry() {
    Path absent = folder.resolve("absent.pem");
    Optional<TlsConfig> tls = Optional.of(new TlsConfig(absent, absent));

    assertThatThrownBy(() -> factory.create("live", config(tls, "inboundReds")))
        .isInstanceOf(IoException.class)
        .hasMessage("test.lua:41: applications[1].acceptors[2]: sslKey: %s: no such file", absent);
  }

  @Test
  void onePortSpeaksSeveralProtocolsPlainAndEncrypted() throws Exception {
    TestCertificates certificates = new TestCertificates();
    Acceptor acceptor =
        accepting(
            Optional.of(certificates.server(folder)),
            "inboundRed",
            "inboundGreen",
            "inboundReds",
            "inboundGreens");

    try (Socket red = TestIo.connect(acceptor);
        Socket green = TestIo.connect(acceptor);
        SSLSocket greens = tlsConnect(acceptor, certificates.trusted(folder))) {
      say(red, "RED1");
      say(green, "GREEN2");
      say(greens, "GREEN3");

      assertThat(hear(red, "red up\nred:RED1")).isEqualTo("red up\nred:RED1");
      assertThat(hear(green, "green up\ngreen:GREEN2")).isEqualTo("green up\ngreen:GREEN2");
      assertThat(hear(greens, "green up\ngreen:GREEN3")).isEqualTo("green up\ngreen:GREEN3");
      assertThat(test.io().connections().all())
          .extracting(Connection::chain)
          .containsExactlyInAnyOrder("inboundRed", "inboundGreen", "inboundGreens");
    }
  }

  @Test
  void chainsThatCannotBeToldApartAreAnError() {
    assertThatThrownBy(
            () -> factory.create("live", config(Optional.empty(), "inboundRed", "inboundEcho")))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(
            "test.lua:41: applications[1].acceptors[2]: chains inboundRed|inboundEcho cannot share"
                + " a port: layer echo cannot be recognised by its first bytes");
    assertThatThrownBy(
            () -> factory.create("live", config(Optional.empty(), "inboundRed", "inboundUdpEcho")))
        .hasMessageContaining("cannot share a port");
    assertThatThrownBy(
            () -> factory.create("live", config(Optional.empty(), "inboundRed", "inboundRed")))
        .hasMessageContaining("inboundRed has no layer that the others do not have");
  }

  @Test
  void datagramsGoThroughTheChainOnceTheAcceptorAccepts() throws Exception {
    Acceptor acceptor =
        factory.create("live", config(Optional.empty(), "inboundUdpEcho")).orElseThrow();
    acceptor.bind();
    assertThat(test.io().connections().size()).isZero();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      socket.connect(acceptor.boundAddress());
      socket.send(new DatagramPacket(new byte[2000], 2000));

      acceptor.accept();

      DatagramPacket answer = new DatagramPacket(new byte[4000], 4000);
      socket.receive(answer);
      assertThat(answer.getLength()).isEqualTo(2000);
      assertThat(test.io().connections().snapshot().get(0).bytesIn()).isEqualTo(2000);
    }

    acceptor.stop();

    await().until(() -> log.linesWith("closed: ").size() == 1);
    assertThat(log.linesWith("opened: inboundUdpEcho, ")).hasSize(1);
  }

  @Test
  void aTakenUdpPortIsAnErrorThatNamesTheEntry() throws Exception {
    Acceptor first =
        factory.create("live", config(Optional.empty(), "inboundUdpEcho")).orElseThrow();
    first.bind();
    AcceptorConfig taken =
        new AcceptorConfig(
            "127.0.0.1",
            first.boundAddress().getPort(),
            List.of("inboundUdpEcho"),
            Optional.empty(),
            ConfigNode.Table.empty(TestIo.LOCATION));
    Acceptor second = factory.create("live", taken).orElseThrow();

    assertThatThrownBy(second::bind)
        .isInstanceOf(IoException.class)
        .hasMessageStartingWith("test.lua:41: applications[1].acceptors[2]: cannot listen on ")
        .hasMessageEndingWith("(inboundUdpEcho, application live): Address already in use");
  }
}
