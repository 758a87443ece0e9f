package org.millrace.server.io;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.application.ConnectHandler;
import org.millrace.server.config.IoConfig;
import org.millrace.server.config.IoConfig.IoTransport;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/** Threads and sockets for a test, and ways to connect to them. */
public final class TestIo implements AutoCloseable {
  public static final LimitsConfig LIMITS = limits(1000, 0);
  public static final ConnectHandler NO_APPLICATION =
      (connection, application, request) ->
          CompletableFuture.failedStage(
              new RefusedException(Refusal.UNKNOWN_APPLICATION, "no application here"));
  public static final ConfigLocation LOCATION =
      new ConfigLocation("applications[1].acceptors[2]", "test.lua", 41);

  private final IoHandlerManager io;

  public TestIo(IoTransport transport, LimitsConfig limits) {
    this(new IoConfig(transport, 2, 1, 64, false), limits);
  }

  TestIo(IoConfig config, LimitsConfig limits) {
    io = new IoHandlerManager(config, limits, new PluginCode(), new FailureReports());
  }

  static LimitsConfig limits(int maxConnections, int maxConnectionsPerAddress) {
    return limits(maxConnections, maxConnectionsPerAddress, Duration.ofSeconds(10));
  }

  public static LimitsConfig handshakeTimeout(Duration timeout) {
    return limits(1000, 0, timeout);
  }

  private static LimitsConfig limits(int max, int maxPerAddress, Duration handshakeTimeout) {
    Duration connectTimeout = Duration.ofSeconds(10);
    Duration lingerTimeout = Duration.ofMillis(300);
    return new LimitsConfig(
        max,
        maxPerAddress,
        256,
        10_000,
        100,
        handshakeTimeout,
        connectTimeout,
        64,
        lingerTimeout,
        Duration.ofMinutes(1));
  }

  /** The transports that work here; always at least NIO. */
  static Stream<IoTransport> transports() {
    return Stream.of(IoTransport.NIO, IoTransport.EPOLL, IoTransport.IO_URING)
        .filter(transport -> Transport.valueOf(transport.name()).isAvailable());
  }

  public IoHandlerManager io() {
    return io;
  }

  public static ConnectionOrigin origin() {
    return new ConnectionOrigin(
        "live", ConfigNode.Table.empty(LOCATION), Optional.empty(), NO_APPLICATION);
  }

  public static AcceptorSpec spec(InetSocketAddress address) {
    return new AcceptorSpec(address, "echo", "live", LOCATION);
  }

  public static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** A starter whose connections have one handler of the test's between wire and tail. */
  ConnectionStarter starter(Supplier<ChannelHandler> handler) {
    return (channel, remote) -> start(channel, remote, handler.get());
  }

  private Connection start(Channel channel, InetSocketAddress remote, ChannelHandler handler) {
    Connection connection =
        io.connections().create(channel, remote, origin(), new Spoken("echo", Set.of()));
    channel
        .pipeline()
        .addLast(connection.firstHandler())
        .addLast(handler)
        .addLast(connection.newLastHandler());
    return connection;
  }

  /** An acceptor on the loopback address, accepting. */
  Acceptor accepting(Supplier<ChannelHandler> handler) {
    Acceptor acceptor = io.tcpAcceptor(spec(loopback()), starter(handler));
    acceptor.bind();
    acceptor.accept();
    return acceptor;
  }

  public static Socket connect(Acceptor acceptor) throws IOException {
    InetSocketAddress address = acceptor.boundAddress();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Override
  public void close() {
    io.close();
  }
}
