package org.millrace.admin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.RegisteredCommands;
import org.millrace.admin.json.Json;

class CommandEventsTest {
  private final EventBus bus = new EventBus(new Json(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final List<Event> heard = new ArrayList<>();

  @Test
  void aCommandIsToldWhenItComesAndWhenItIsAnsweredWithoutItsSecrets() {
    bus.add((event, json) -> heard.add(event));
    CommandEvents commands =
        new CommandEvents(new RegisteredCommands(LogManager.getLogger("test")), bus);

    var answer =
        commands.run(
            new CommandCall(
                "nonesuch", Map.of("Token", List.of("secret"), "commandId", List.of("7"))));

    assertThat(answer).isCompleted();
    assertThat(heard).extracting(Event::type).containsExactly("cliRequest", "cliResponse");
    assertThat(heard.get(0).payload())
        .containsEntry("command", "nonesuch")
        .containsEntry("commandId", "7")
        .containsEntry("parameters", Map.of("Token", "***"));
    assertThat(heard.get(1).payload())
        .containsEntry("status", "FAIL")
        .containsEntry("description", "command nonesuch not known. Type help for list of commands");
  }
}
