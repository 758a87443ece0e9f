package org.millrace.admin.view;

import java.util.List;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.ServiceInfo;

/** An acceptor. */
public record ServiceView(
    @Field("Its identity.") String id,
    @Field(
            value = "How it listens.",
            oneOf = {"tcp", "udp"})
        String carrier,
    @Field("The address that it listens on.") String ip,
    @Field("The port that it listens on.") int port,
    @Field("The chains of protocols that it speaks.") List<String> chains,
    @Field("Its application.") String application,
    @Field(
            value = "Whether it lets peers in.",
            oneOf = {"open", "disabled", "suspended", "closed"})
        String state,
    @Field("Connections let in.") long accepted,
    @Field("Connections sent away.") long refused) {

  /**
   * Shows an acceptor.
   *
   * @param service as the server has it
   * @return the view
   */
  public static ServiceView of(ServiceInfo service) {
    return new ServiceView(
        service.id(),
        service.carrier(),
        Names.ip(service.address()),
        service.address().getPort(),
        service.chains(),
        service.application(),
        Names.lower(service.state()),
        service.accepted(),
        service.refused());
  }
}
