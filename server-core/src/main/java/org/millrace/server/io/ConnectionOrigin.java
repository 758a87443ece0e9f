package org.millrace.server.io;

import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.application.ConnectHandler;

/**
 * What all connections of one acceptor, or one outbound connection, have from where they come from.
 *
 * @param application the application that they are for; "" means the default application
 * @param settings the acceptor's table, or that of the outbound connection
 * @param tls makes the handler of the layer {@code tls}; empty if the origin has no certificate
 * @param connectHandler whom connections ask for an application
 */
public record ConnectionOrigin(
    String application,
    ConfigNode.Table settings,
    Optional<TlsEndpoint> tls,
    ConnectHandler connectHandler) {}
