package org.millrace.admin.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;
import org.millrace.admin.schema.InvalidFieldException;
import org.millrace.admin.view.ServiceView;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.NewService;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServiceInfo;
import org.millrace.http.HttpException;

/** Where the server listens. */
final class ServiceOperations {
  private final Server server;

  /**
   * What a service is to be.
   *
   * @param enabled see there
   */
  record ServiceChange(@Field("Whether it lets peers in.") boolean enabled) {}

  /**
   * An acceptor to be opened.
   *
   * @param ip see there
   * @param port see there
   * @param chain see there
   * @param application see there
   * @param sslKey see there
   * @param sslCert see there
   */
  record ServiceRequest(
      @Field(value = "The address to listen on; 0.0.0.0 for all.", min = 1, max = 100) String ip,
      @Field(value = "The port to listen on; 0: any.", min = 0, max = 65_535) int port,
      @Field(value = "The chain of protocols, such as inboundRtmp.", min = 1, max = 100)
          String chain,
      @Field(value = "What connections are for.", min = 1, max = 200) String application,
      @Field(value = "TLS: a file with the private key, PEM.", optional = true, min = 1, max = 4096)
          @Nullable String sslKey,
      @Field(
              value = "TLS: a file with the certificate and its chain, PEM.",
              optional = true,
              min = 1,
              max = 4096)
          @Nullable String sslCert) {

    NewService service() {
      return new NewService(ip, port, List.of(chain), application, tls());
    }

    private Optional<NewService.Tls> tls() {
      if (sslKey == null && sslCert == null) {
        return Optional.empty();
      } else if (sslKey == null || sslCert == null) {
        String missing = sslKey == null ? "sslKey" : "sslCert";
        throw new InvalidFieldException(missing, "nothing", "a file, as the other one is given");
      }
      return Optional.of(new NewService.Tls(path("sslKey", sslKey), path("sslCert", sslCert)));
    }

    private static Path path(String field, String text) {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new InvalidFieldException(field, text, "a path");
      }
    }
  }

  ServiceOperations(Server server) {
    this.server = server;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/services", "listServices")
            .summary("The acceptors, in the order of the configuration.")
            .lists(ServiceView.class)
            .now(call -> server.services().list().stream().map(ServiceView::of).toList()),
        Operation.post("/services", "createService")
            .summary("Opens an acceptor; it stays until the server stops.")
            .takes(ServiceRequest.class)
            .creates(ServiceView.class)
            .later(this::create),
        Operation.delete("/services/{id}", "removeService")
            .summary("Closes an acceptor; one of the configuration comes back at the next reload.")
            .later(this::remove),
        Operation.patch("/services/{id}", "changeService")
            .summary("Lets peers in or not; who is connected stays.")
            .takes(ServiceChange.class)
            .answers(ServiceView.class)
            .now(this::change));
  }

  private CompletionStage<?> create(RestCall call) {
    ServiceRequest wanted = call.body(ServiceRequest.class);
    List<String> chains =
        server.plugins().list().stream()
            .flatMap(plugin -> plugin.chains().stream())
            .sorted()
            .toList();
    if (!chains.contains(wanted.chain())) {
      throw new InvalidFieldException("chain", wanted.chain(), "one of " + chains);
    }
    return server.services().create(wanted.service()).handle(ServiceOperations::created);
  }

  /** What an acceptor cannot be made of, such as a file without a key, was asked for. */
  private static ServiceView created(@Nullable ServiceInfo made, @Nullable Throwable failure) {
    if (made != null) {
      return ServiceView.of(made);
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused && refused.refusal() == Refusal.FAILED) {
      throw new HttpException(HttpResponseStatus.BAD_REQUEST, String.valueOf(refused.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private CompletionStage<?> remove(RestCall call) {
    String id = call.path("id");
    return server
        .services()
        .remove(id)
        .thenApply(
            found -> {
              if (!found) {
                throw ServerOperations.unknown("service", id);
              }
              return null;
            });
  }

  private Object change(RestCall call) {
    String id = call.path("id");
    if (!server.services().enable(id, call.body(ServiceChange.class).enabled())) {
      throw ServerOperations.unknown("service", id);
    }
    return server.services().list().stream()
        .filter(service -> service.id().equals(id))
        .map(ServiceView::of)
        .findFirst()
        .orElseThrow(() -> ServerOperations.unknown("service", id));
  }
}
