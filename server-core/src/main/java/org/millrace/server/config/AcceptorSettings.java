package org.millrace.server.config;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.Setting;

/** The keys that every acceptor has, whatever its protocol. */
final class AcceptorSettings {
  static final Setting<String> IP =
      Setting.text(
          "ip",
          null,
          "The address to listen on: IPv4, IPv6, or the name of a host; \"0.0.0.0\" and \"::\" mean"
              + " all.");

  static final Setting<Integer> PORT =
      Setting.integer("port", 0, 0, 65535, "The port; 0 lets the system choose one.").required();

  static final Setting<List<String>> PROTOCOL =
      Setting.texts(
              "protocol",
              "The chain of protocols, by the name that its plugin gives it; a list makes the port"
                  + " speak several.")
          .required();

  static final Setting<Path> SSL_KEY =
      Setting.path("sslKey", "File with the private key, PEM; goes with sslCert.").optional();

  static final Setting<Path> SSL_CERT =
      Setting.path("sslCert", "File with the certificate and its chain, PEM; goes with sslKey.")
          .optional();

  static final List<Setting<?>> ALL = List.of(IP, PORT, PROTOCOL, SSL_KEY, SSL_CERT);

  private AcceptorSettings() {}
}
