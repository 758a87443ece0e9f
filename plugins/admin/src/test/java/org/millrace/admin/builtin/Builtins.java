package org.millrace.admin.builtin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.millrace.admin.FakeServer;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.RegisteredCommands;
import org.millrace.admin.command.Reply;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.inventory.Inventory;
import org.millrace.admin.json.Json;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.ManualScheduler;

/** All commands of the plugin, on a server with the streams live/cam, live/both and other/both. */
final class Builtins {
  final FakeServer server = new FakeServer();
  final ManualScheduler scheduler = new ManualScheduler();
  private final Json json = new Json();
  final Inventory inventory =
      Inventory.of(
          FakeStreams.of(stream("live", "cam"), stream("live", "both"), stream("other", "both")),
          server.connections());

  private final RegisteredCommands registry = new RegisteredCommands(LogManager.getLogger("test"));

  Builtins() {
    var unused =
        registry.register(
            BuiltinCommands.of(
                new FakePluginContext("admin").withServer(server).withScheduler(scheduler),
                inventory,
                new EventBus(json, Clock.systemUTC()),
                registry));
  }

  private static FakeStream stream(String application, String name) {
    return new FakeStream(new StreamKey(application, name), true);
  }

  List<Command> commands() {
    return new ArrayList<>(registry.commands());
  }

  /** The reply's status, description and data, as JSON. */
  String run(String name, Object... keysAndValues) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      parameters.put((String) keysAndValues[i], List.of(keysAndValues[i + 1].toString()));
    }
    Reply reply = registry.run(new CommandCall(name, parameters)).toCompletableFuture().join();
    String status = reply instanceof Reply.Success ? "SUCCESS " : "FAIL ";
    Object data = reply instanceof Reply.Success success ? success.data() : null;
    return status + reply.description() + (data == null ? "" : " " + json.write(data));
  }
}
