package org.millrace.server.io;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.server.config.AcceptorConfig.TlsConfig;

/** Makes the two sides of TLS connections. Blocks on files; not for event loops. */
public final class TlsContexts {
  /** Older ones are broken, RFC 8996. The JDK's cipher suites for these two are all good. */
  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /** Whom an outbound connection trusts. */
  static final Setting<Path> SSL_TRUST =
      Setting.path(
          "sslTrust",
          "File with the certificates that an outbound connection trusts, PEM; else those of the"
              + " Java runtime.");

  private TlsContexts() {}

  /**
   * The accepting side.
   *
   * @param files key, and certificate with its chain
   * @param handshakeTimeout after which a connection without a finished handshake is closed
   * @return an endpoint with what is in the files now
   * @throws IoException if the files cannot be used; says which and why
   */
  public static TlsEndpoint server(TlsConfig files, Duration handshakeTimeout) {
    Identity identity = Identity.read(files.key(), files.certificate());
    try {
      SslContext context =
          SslContextBuilder.forServer(
                  identity.key(), identity.chain().toArray(X509Certificate[]::new))
              .protocols(VERSIONS)
              .build();
      return allocator -> withTimeout(context.newHandler(allocator), handshakeTimeout);
    } catch (SSLException e) {
      throw new IoException("sslCert: " + files.certificate() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The connecting side. The peer's certificate must be trusted and name the host.
   *
   * @param remote the peer
   * @param settings may have {@code sslTrust}
   * @param handshakeTimeout after which a connection without a finished handshake is closed
   * @return an endpoint for that peer
   * @throws IoException if the file of trusted certificates cannot be used
   */
  public static TlsEndpoint client(
      InetSocketAddress remote, ConfigNode.Table settings, Duration handshakeTimeout) {
    @Nullable Path trust = SSL_TRUST.find(settings);
    SslContextBuilder builder = SslContextBuilder.forClient().protocols(VERSIONS);
    if (trust != null) {
      builder.trustManager(
          Identity.readCertificates(SSL_TRUST.name(), trust).toArray(X509Certificate[]::new));
    }
    String host = remote.getHostString();
    try {
      SslContext context = builder.build();
      return allocator ->
          withTimeout(context.newHandler(allocator, host, remote.getPort()), handshakeTimeout);
    } catch (SSLException e) {
      throw new IoException("TLS to " + host + ": " + e.getMessage(), e);
    }
  }

  private static SslHandler withTimeout(SslHandler handler, Duration handshakeTimeout) {
    handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    return handler;
  }
}
