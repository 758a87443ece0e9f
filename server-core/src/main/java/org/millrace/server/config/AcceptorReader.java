package org.millrace.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.millrace.api.config.Setting;
import org.millrace.server.config.AcceptorConfig.TlsConfig;

/** Reads one acceptor. */
final class AcceptorReader {
  private final TableReader table;
  private final Path directory;

  AcceptorReader(TableReader table, Path directory) {
    this.table = table;
    this.directory = directory;
  }

  /** The acceptor; empty if something that it needs is missing or cannot be used. */
  Optional<AcceptorConfig> read() {
    Optional<String> ip = table.require(AcceptorSettings.IP).filter(this::resolves);
    Optional<Integer> port = table.require(AcceptorSettings.PORT);
    Optional<List<String>> chains = table.require(AcceptorSettings.PROTOCOL).filter(this::isThere);
    Optional<TlsConfig> tls = tls();
    boolean withoutIdentity = tls.isEmpty() && table.table().has(AcceptorSettings.SSL_KEY.name());
    if (ip.isEmpty() || port.isEmpty() || chains.isEmpty() || withoutIdentity) {
      return Optional.empty();
    }
    return Optional.of(new AcceptorConfig(ip.get(), port.get(), chains.get(), tls, table.table()));
  }

  private boolean resolves(String ip) {
    try {
      if (!ip.isBlank()) {
        InetAddress.getByName(ip);
        return true;
      }
    } catch (UnknownHostException e) {
      // Reported below, together with the blank one.
    }
    table
        .problems()
        .error(
            table.locationOf(AcceptorSettings.IP),
            '"'
                + ip
                + "\" (expected: an IPv4 or IPv6 address, or a host name that can be resolved)");
    return false;
  }

  private boolean isThere(List<String> chains) {
    if (chains.isEmpty() || chains.contains("")) {
      table
          .problems()
          .error(
              table.locationOf(AcceptorSettings.PROTOCOL),
              chains + " (expected: names of protocol chains)");
      return false;
    }
    return true;
  }

  private Optional<TlsConfig> tls() {
    Optional<Path> key = file(AcceptorSettings.SSL_KEY);
    Optional<Path> certificate = file(AcceptorSettings.SSL_CERT);
    if (table.table().has(AcceptorSettings.SSL_KEY.name())
        != table.table().has(AcceptorSettings.SSL_CERT.name())) {
      table
          .problems()
          .error(
              table.table().location(), "only one of sslKey and sslCert (expected: both or none)");
    }
    return key.isPresent() && certificate.isPresent()
        ? Optional.of(new TlsConfig(key.get(), certificate.get()))
        : Optional.empty();
  }

  /**
   * A file that is not there costs its acceptor, not the start: crtmpserver's samples name
   * certificates that nobody has.
   */
  private Optional<Path> file(Setting<Path> setting) {
    Optional<Path> file = table.find(setting).map(path -> directory.resolve(path).normalize());
    if (file.isPresent() && !Files.isReadable(file.get())) {
      table
          .problems()
          .warn(
              table.locationOf(setting),
              '"' + file.get().toString() + "\" (expected: a readable file); acceptor left out");
      return Optional.empty();
    }
    return file;
  }
}
