package org.millrace.admin.builtin;

import io.netty.util.NetUtil;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.NewService;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.server.Services;

/** Acceptors. */
final class ServiceCommands implements CommandGroup {
  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The acceptor's number.").required();

  private static final Parameter<Boolean> ENABLE =
      Parameter.flag("enable", "Whether it lets peers in.").required();

  private static final Parameter<String> IP =
      Parameter.text("ip", "The address to listen on; 0.0.0.0 for all.").required();

  private static final Parameter<Long> PORT =
      Parameter.number("port", 1, 65_535, "The port to listen on.").required();

  private static final Parameter<String> PROTOCOL =
      Parameter.text("protocol", "The chain of protocols, such as inboundRtmp.").required();

  private static final Parameter<String> APPLICATION =
      Parameter.text("application", "What connections are for; else the default application.");

  private static final Parameter<String> SSL_CERT =
      Parameter.text("sslCert", "A file with the certificate and its chain, PEM.");

  private static final Parameter<String> SSL_KEY =
      Parameter.text("sslKey", "A file with the private key, PEM.");

  private final Server server;
  private final Services services;

  ServiceCommands(Server server) {
    this.server = server;
    this.services = server.services();
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listServices",
            "Lists the acceptors.",
            given ->
                Reply.success(
                    "Available services", services.list().stream().map(Shapes::service).toList())),
        Command.of(
            "enableService",
            "Lets peers in, or sends them away; those that are there stay.",
            this::enable,
            ID,
            ENABLE),
        Command.later(
            "createService",
            "Opens an acceptor.",
            this::create,
            IP,
            PORT,
            PROTOCOL,
            APPLICATION,
            SSL_CERT,
            SSL_KEY),
        Command.later(
            "shutdownService",
            "Closes an acceptor; those that are connected stay.",
            this::shutdown,
            ID));
  }

  private CompletionStage<Reply> create(Arguments given) {
    String ip = given.get(IP);
    if (!NetUtil.isValidIpV4Address(ip) && !NetUtil.isValidIpV6Address(ip)) {
      throw new CommandException("Invalid ip");
    }
    List<String> chains = List.of(given.get(PROTOCOL));
    boolean isKnown =
        server.plugins().list().stream().anyMatch(plugin -> plugin.chains().containsAll(chains));
    if (!isKnown) {
      throw new CommandException("Invalid protocol");
    }
    int port = given.get(PORT).intValue();
    String application = given.find(APPLICATION).orElseGet(this::defaultApplication);
    return services
        .create(new NewService(ip, port, chains, application, tls(given)))
        .handle((service, failure) -> created(ip + ":" + port, service, failure));
  }

  private static Optional<NewService.Tls> tls(Arguments given) {
    return given
        .find(SSL_KEY)
        .flatMap(
            key ->
                given
                    .find(SSL_CERT)
                    .map(certificate -> new NewService.Tls(Path.of(key), Path.of(certificate))));
  }

  private String defaultApplication() {
    return server.applications().stream()
        .filter(ApplicationInfo::isDefault)
        .findFirst()
        .map(ApplicationInfo::name)
        .orElseThrow(APPLICATION::invalid);
  }

  private static Reply created(
      String place, @Nullable ServiceInfo service, @Nullable Throwable failure) {
    if (service != null) {
      return Reply.success("Service created", Shapes.service(service));
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused && refused.refusal() == Refusal.BUSY) {
      return Reply.failure(place + " is taken");
    }
    return Reply.failure("Unable to bind acceptor: " + (cause == null ? "" : cause.getMessage()));
  }

  private CompletionStage<Reply> shutdown(Arguments given) {
    ServiceInfo service = existing(given.get(ID));
    return services
        .remove(service.id())
        .thenApply(
            removed ->
                Reply.success("Service " + given.get(ID) + " removed", Shapes.service(service)));
  }

  private Reply enable(Arguments given) {
    ServiceInfo service = existing(given.get(ID));
    services.enable(service.id(), given.get(ENABLE));
    return Reply.success("Status changed", Shapes.service(existing(given.get(ID))));
  }

  private ServiceInfo existing(long id) {
    Optional<ServiceInfo> found =
        services.list().stream().filter(service -> Shapes.number(service.id()) == id).findFirst();
    return found.orElseThrow(() -> new CommandException("Service with id " + id + " not found"));
  }
}
