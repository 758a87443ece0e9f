package org.millrace.vmapp.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.millrace.api.application.Client;
import org.millrace.api.script.HookArguments;
import org.millrace.api.script.HostFunction;

/**
 * {@code millrace.clients} and {@code disconnect}: those that the application has let in. They stay
 * when the script is loaded again.
 */
public final class Clients {
  private final Map<String, Client> byId = new ConcurrentHashMap<>();

  /**
   * A client has come.
   *
   * @param client who
   */
  public void add(Client client) {
    byId.put(client.id(), client);
  }

  /**
   * A client has gone.
   *
   * @param client who
   */
  public void remove(Client client) {
    byId.remove(client.id());
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "clients", Arguments.function("clients", arguments -> all()),
        "disconnect", Arguments.function("disconnect", this::disconnect));
  }

  private List<Map<String, Object>> all() {
    return byId.values().stream()
        .sorted(Comparator.comparing(Client::id))
        .map(HookArguments::client)
        .toList();
  }

  /** Whether there was one of that id; a client is as good as its id. */
  private boolean disconnect(Arguments arguments) {
    Client client = byId.get(arguments.text(0, "id"));
    if (client != null) {
      client.disconnect(arguments.has(1) ? arguments.name(1, "reason") : "closed by the script");
    }
    return client != null;
  }
}
