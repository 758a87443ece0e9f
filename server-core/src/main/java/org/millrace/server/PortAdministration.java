package org.millrace.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.server.NewService;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.server.Services;
import org.millrace.server.administration.Turns;
import org.millrace.server.application.ApplicationRegistry;
import org.millrace.server.application.HostedApplication;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.io.IoException;
import org.millrace.server.protocol.ProtocolException;

/**
 * What the server listens on, for plugins.
 *
 * @param ports all of it
 * @param applications for whom connections are
 * @param turns puts changes in order
 */
record PortAdministration(Ports ports, ApplicationRegistry applications, Turns turns)
    implements Services {

  /** Instead of a place in the configuration. */
  private static final ConfigLocation ADDED = new ConfigLocation("added acceptor", "", 0);

  @Override
  public List<ServiceInfo> list() {
    return ports.list();
  }

  @Override
  public boolean enable(String id, boolean whether) {
    return ports.enable(id, whether);
  }

  @Override
  public CompletionStage<ServiceInfo> create(NewService service) {
    return turns.take("open acceptor", () -> createNow(service));
  }

  private ServiceInfo createNow(NewService service) throws RefusedException {
    HostedApplication application =
        applications
            .find(service.application())
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.UNKNOWN_APPLICATION, "no application " + service.application()));
    Optional<AcceptorConfig.TlsConfig> tls =
        service.tls().map(files -> new AcceptorConfig.TlsConfig(files.key(), files.certificate()));
    AcceptorConfig config =
        new AcceptorConfig(
            service.ip(), service.port(), service.chains(), tls, ConfigNode.Table.empty(ADDED));
    try {
      return ports.open(application.config(), config).describe();
    } catch (IoException e) {
      throw new RefusedException(Refusal.BUSY, String.valueOf(e.getMessage()));
    } catch (ProtocolException | ConfigException e) {
      throw new RefusedException(Refusal.FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CompletionStage<Boolean> remove(String id) {
    return turns.take("close acceptor", () -> ports.remove(id));
  }
}
