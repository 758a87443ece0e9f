package org.millrace.admin.ctl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.ServiceInfo;

/** The file {@code run/http-address}, by which programs on this machine find the server. */
public final class AddressFile {
  private final Path file;
  private final Server server;
  private final Executor fileThread;
  private final Logger log;
  private String written = "";

  private AddressFile(Path file, Server server, Executor fileThread, Logger log) {
    this.file = file;
    this.server = server;
    this.fileThread = fileThread;
    this.log = log;
  }

  /**
   * The file of an installed server.
   *
   * @param home Millrace's folder; null if it has none
   * @param server tells where it listens
   * @param fileThread may block
   * @param log is told if the file cannot be written
   * @return what keeps the file right, to be run about once in a second; does nothing without a
   *     folder
   */
  public static Runnable keeper(
      @Nullable Path home, Server server, Executor fileThread, Logger log) {
    Path file = in(home);
    return file == null ? () -> {} : new AddressFile(file, server, fileThread, log)::check;
  }

  static @Nullable Path in(@Nullable Path home) {
    return home == null ? null : home.resolve("run").resolve("http-address");
  }

  private void check() {
    if (server.state() != ServerState.RUNNING) {
      return;
    }
    String address = address(server.services().list()).orElse(written);
    if (!address.equals(written)) {
      written = address;
      fileThread.execute(() -> write(address));
    }
  }

  private void write(String address) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, address + "\n");
    } catch (IOException e) {
      log.warn("{}: {}; millrace ctl needs --server", file, e.toString());
    }
  }

  /** The first that listens; without TLS if there is one, for its name need not be known. */
  static Optional<String> address(List<ServiceInfo> services) {
    return find(services, "inboundHttp", "http").or(() -> find(services, "inboundHttps", "https"));
  }

  private static Optional<String> find(List<ServiceInfo> services, String chain, String scheme) {
    return services.stream()
        .filter(service -> service.state() == ServiceInfo.State.OPEN)
        .filter(service -> service.chains().contains(chain))
        .findFirst()
        .map(service -> scheme + "://" + host(service.address()) + ":" + port(service));
  }

  private static int port(ServiceInfo service) {
    return service.address().getPort();
  }

  private static String host(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    if (ip == null || ip.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String text = ip.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
