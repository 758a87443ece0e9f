package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.millrace.server.config.IoConfig;
import org.millrace.server.config.IoConfig.IoTransport;

class AcceptorTest {
  private static final String TRANSPORTS = "org.millrace.server.io.TestIo#transports";

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void connectionsThatComeBeforeAcceptWaitAndAreServedThen(IoTransport transport) throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Acceptor acceptor =
          test.io().tcpAcceptor(TestIo.spec(TestIo.loopback()), test.starter(EchoHandler::new));
      acceptor.bind();

      try (Socket early = TestIo.connect(acceptor)) {
        early.getOutputStream().write(7);
        early.setSoTimeout(150);
        assertThatThrownBy(() -> early.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        assertThat(test.io().connections().size()).isZero();

        acceptor.accept();

        early.setSoTimeout(10_000);
        assertThat(early.getInputStream().read()).isEqualTo(7);
        assertThat(acceptor.acceptedCount()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void whoComesWhileTheAcceptorIsSuspendedIsServedByTheNextStarter(IoTransport transport)
      throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      AtomicInteger old = new AtomicInteger();
      ConnectionStarter echo = test.starter(EchoHandler::new);
      ConnectionStarter first =
          (channel, remote) -> {
            old.incrementAndGet();
            return echo.start(channel, remote);
          };
      Acceptor acceptor = test.io().tcpAcceptor(TestIo.spec(TestIo.loopback()), first);
      acceptor.bind();
      acceptor.accept();
      try (Socket before = TestIo.connect(acceptor)) {
        before.getOutputStream().write(5);
        assertThat(before.getInputStream().read()).isEqualTo(5);

        acceptor.suspend();
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          Socket socket = TestIo.connect(acceptor);
          socket.getOutputStream().write(i);
          waiting.add(socket);
        }
        acceptor.exchange(echo);
        acceptor.accept();

        for (int i = 0; i < waiting.size(); i++) {
          try (Socket socket = waiting.get(i)) {
            assertThat(socket.getInputStream().read()).isEqualTo(i);
          }
        }
        assertThat(old).hasValue(1);
        before.getOutputStream().write(6);
        assertThat(before.getInputStream().read()).isEqualTo(6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void listensOnTheIpv6LoopbackAddress(IoTransport transport) throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("::1"), 0);
      Acceptor acceptor =
          test.io().tcpAcceptor(TestIo.spec(address), test.starter(EchoHandler::new));
      acceptor.bind();
      acceptor.accept();

      try (Socket socket = TestIo.connect(acceptor)) {
        socket.getOutputStream().write(6);

        assertThat(socket.getInputStream().read()).isEqualTo(6);
        assertThat(test.io().connections().all().get(0).remoteAddress().getAddress())
            .isEqualTo(address.getAddress());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void theIpv6WildcardAddressTakesIpv4PeersToo(IoTransport transport) throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("::"), 0);
      Acceptor acceptor =
          test.io().tcpAcceptor(TestIo.spec(address), test.starter(EchoHandler::new));
      acceptor.bind();
      acceptor.accept();

      for (String host : List.of("127.0.0.1", "::1")) {
        try (Socket socket = new Socket(host, acceptor.boundAddress().getPort())) {
          socket.setSoTimeout(10_000);
          socket.getOutputStream().write(6);

          assertThat(socket.getInputStream().read()).isEqualTo(6);
          InetAddress peer = InetAddress.getByName(host);
          assertThat(test.io().connections().all())
              .anyMatch(c -> c.remoteAddress().getAddress().equals(peer));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aTakenPortIsAnErrorThatNamesAddressApplicationAndConfiguration(IoTransport transport) {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Acceptor first = test.accepting(EchoHandler::new);
      InetSocketAddress taken = first.boundAddress();
      Acceptor second = test.io().tcpAcceptor(TestIo.spec(taken), test.starter(EchoHandler::new));

      assertThatThrownBy(second::bind)
          .isInstanceOf(IoException.class)
          .hasMessage(
              "test.lua:41: applications[1].acceptors[2]: cannot listen on 127.0.0.1:"
                  + taken.getPort()
                  + " (echo, application live): Address already in use");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aStoppedAcceptorGivesThePortBackAndKeepsItsConnections(IoTransport transport)
      throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      InetSocketAddress address = acceptor.boundAddress();
      try (Socket socket = TestIo.connect(acceptor)) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);

        acceptor.stop();

        // NIO closes the socket when the selector next runs.
        await().until(() -> refuses(address));
        socket.getOutputStream().write(2);
        assertThat(socket.getInputStream().read()).isEqualTo(2);
      }
    }
  }

  @Test
  void aDisabledAcceptorDropsNewConnectionsAndCountsThem() throws Exception {
    try (TestIo test = new TestIo(IoTransport.NIO, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      acceptor.enable(false);

      try (Socket socket = TestIo.connect(acceptor)) {
        assertThat(endOf(socket)).isTrue();
      }

      assertThat(acceptor.droppedCount()).isEqualTo(1);
      assertThat(acceptor.acceptedCount()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void connectionsOverTheLimitAreClosedAtOnceAndRoomIsMadeByThoseThatLeave(IoTransport transport)
      throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.limits(2, 0))) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      try (Socket first = TestIo.connect(acceptor);
          Socket second = TestIo.connect(acceptor)) {
        await().until(() -> test.io().connections().size() == 2);
        try (Socket third = TestIo.connect(acceptor)) {
          assertThat(endOf(third)).isTrue();
        }
        assertThat(acceptor.droppedCount()).isEqualTo(1);

        first.shutdownOutput();
        await().until(() -> test.io().connections().size() == 1);
        try (Socket fourth = TestIo.connect(acceptor)) {
          fourth.getOutputStream().write(4);
          assertThat(fourth.getInputStream().read()).isEqualTo(4);
        }
        assertThat(second.isClosed()).isFalse();
      }
    }
  }

  @Test
  void dropsAreReportedOncePerSecond() throws Exception {
    try (CapturedLog log = new CapturedLog(AcceptGate.class.getName());
        TestIo test = new TestIo(IoTransport.NIO, TestIo.limits(1000, 1))) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      try (Socket only = TestIo.connect(acceptor)) {
        await().until(() -> test.io().connections().size() == 1);
        for (int i = 0; i < 5; i++) {
          try (Socket over = TestIo.connect(acceptor)) {
            assertThat(endOf(over)).isTrue();
          }
        }
        assertThat(only.isConnected()).isTrue();
      }

      assertThat(acceptor.droppedCount()).isEqualTo(5);
      assertThat(log.lines()).hasSizeBetween(1, 2);
      assertThat(log.lines().get(0))
          .startsWith("WARN a1 127.0.0.1:")
          .contains("application live) dropped 1, the last from /127.0.0.1:")
          .endsWith(": maxConnectionsPerAddress 1");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void withReusePortEachLoopAcceptsAndASecondServerIsRefused(IoTransport transport)
      throws Exception {
    IoConfig config = new IoConfig(transport, 3, 1, 64, true);
    try (TestIo test = new TestIo(config, TestIo.LIMITS)) {
      Acceptor acceptor = test.accepting(EchoHandler::new);
      for (int i = 0; i < 20; i++) {
        try (Socket socket = TestIo.connect(acceptor)) {
          socket.getOutputStream().write(i);
          assertThat(socket.getInputStream().read()).isEqualTo(i);
        }
      }
      assertThat(acceptor.acceptedCount()).isEqualTo(20);

      try (TestIo other = new TestIo(config, TestIo.LIMITS)) {
        Acceptor second =
            other
                .io()
                .tcpAcceptor(TestIo.spec(acceptor.boundAddress()), other.starter(EchoHandler::new));
        assertThatThrownBy(second::bind)
            .isInstanceOf(IoException.class)
            .hasMessageContaining("Address already in use");
      }
    }
  }

  private static boolean refuses(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  /** Whether the server has closed or reset the connection. */
  private static boolean endOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
