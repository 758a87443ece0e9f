package org.millrace.server.application;

import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.protocol.ConnectionContext;

/** Where a connection asks to be let in to an application. */
@FunctionalInterface
public interface ConnectHandler {

  /**
   * Asks the application, and those that it hands over to. Called on the connection's event loop.
   *
   * @param connection stays the client's until its channel is closed
   * @param application the name of the acceptor's application; "" means the default application
   * @param request what the peer said
   * @return completed on the connection's event loop with the client, or exceptionally with {@link
   *     org.millrace.api.application.RefusedException}
   */
  CompletionStage<Client> connect(
      ConnectionContext connection, String application, ConnectRequest request);
}
