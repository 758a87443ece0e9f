package org.millrace.admin.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.inventory.UnloadedPlugins;
import org.millrace.admin.view.ApplicationView;
import org.millrace.admin.view.ConnectionView;
import org.millrace.admin.view.LoopView;
import org.millrace.admin.view.OutcomeView;
import org.millrace.admin.view.PluginView;
import org.millrace.admin.view.ServerView;
import org.millrace.api.server.Outcome;
import org.millrace.api.server.Server;
import org.millrace.http.HttpException;

/** Server, connections, applications, plugins, configuration. */
final class ServerOperations {
  private static final Query DEPENDENTS_TOO =
      Query.flag("dependentsToo", "Unload those that need it, too.");

  private final Server server;
  private final UnloadedPlugins unloaded;
  private final Supplier<ServerView> view;

  ServerOperations(Server server, UnloadedPlugins unloaded, Supplier<ServerView> view) {
    this.server = server;
    this.unloaded = unloaded;
    this.view = view;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/server", "getServer")
            .summary("The server and its totals.")
            .answers(ServerView.class)
            .now(call -> view.get()),
        Operation.get("/server/loops", "listEventLoops")
            .summary("How the event loops do.")
            .lists(LoopView.class)
            .now(call -> server.loops().stream().map(LoopView::of).toList()),
        Operation.get("/connections", "listConnections")
            .summary("All connections, in the order of opening.")
            .lists(ConnectionView.class)
            .now(call -> server.connections().list().stream().map(ConnectionView::of).toList()),
        Operation.get("/connections/{id}", "getConnection")
            .summary("A connection.")
            .answers(ConnectionView.class)
            .now(this::connection),
        Operation.delete("/connections/{id}", "closeConnection")
            .summary("Closes a connection.")
            .now(this::close),
        Operation.get("/applications", "listApplications")
            .summary("The applications, in the order of the configuration.")
            .lists(ApplicationView.class)
            .now(call -> server.applications().stream().map(ApplicationView::of).toList()),
        Operation.get("/plugins", "listPlugins")
            .summary("The plugins, dependencies first; those that were unloaded come last.")
            .lists(PluginView.class)
            .now(call -> plugins()),
        Operation.post("/plugins/{id}/load", "loadPlugin")
            .summary("Loads a plugin that was unloaded, from its file as it is now.")
            .answers(OutcomeView.class)
            .later(call -> told(server.plugins().reload(call.path("id")))),
        Operation.post("/plugins/{id}/reload", "reloadPlugin")
            .summary("Loads a plugin again, from its file as it is now.")
            .answers(OutcomeView.class)
            .later(call -> told(server.plugins().reload(call.path("id")))),
        Operation.post("/plugins/{id}/unload", "unloadPlugin")
            .summary("Unloads a plugin. It stays so until its file changes, or it is loaded again.")
            .query(DEPENDENTS_TOO)
            .answers(OutcomeView.class)
            .later(
                call -> told(server.plugins().unload(call.path("id"), call.isSet(DEPENDENTS_TOO)))),
        Operation.post("/configuration/check", "checkConfiguration")
            .summary("Looks whether the configuration's file could be used; changes nothing.")
            .answers(OutcomeView.class)
            .later(call -> told(server.configuration().check())),
        Operation.post("/configuration/reload", "reloadConfiguration")
            .summary("Reads the configuration again, and changes what is different.")
            .answers(OutcomeView.class)
            .later(call -> told(server.configuration().reload())));
  }

  private List<PluginView> plugins() {
    Stream<PluginView> loaded = server.plugins().list().stream().map(PluginView::of);
    Stream<PluginView> gone =
        unloaded.versions().entrySet().stream()
            .map(entry -> PluginView.unloaded(entry.getKey(), entry.getValue()));
    return Stream.concat(loaded, gone).toList();
  }

  private Object connection(RestCall call) {
    return server
        .connections()
        .find(call.path("id"))
        .map(ConnectionView::of)
        .orElseThrow(() -> unknown("connection", call.path("id")));
  }

  private @Nullable Object close(RestCall call) {
    String id = call.path("id");
    if (!server.connections().close(id, "closed by the administrator (" + call.caller() + ")")) {
      throw unknown("connection", id);
    }
    return null;
  }

  private static CompletionStage<?> told(CompletionStage<Outcome> outcome) {
    return outcome.thenApply(OutcomeView::of);
  }

  static HttpException unknown(String kind, String id) {
    return new HttpException(HttpResponseStatus.NOT_FOUND, "there is no " + kind + " " + id);
  }
}
