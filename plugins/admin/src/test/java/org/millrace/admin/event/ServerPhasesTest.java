package org.millrace.admin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.admin.json.Json;
import org.millrace.api.server.ServerState;

class ServerPhasesTest {
  private final EventBus bus = new EventBus(new Json(), Clock.systemUTC());
  private final List<String> heard = new ArrayList<>();
  private ServerState state = ServerState.STARTING;

  @Test
  void startAndStopAreToldOnce() {
    ServerPhases phases = phases();
    phases.run();
    assertThat(heard).isEmpty();

    state = ServerState.RUNNING;
    phases.run();
    phases.run();
    state = ServerState.DRAINING;
    phases.run();
    phases.run();

    assertThat(heard).containsExactly("serverStarted", "serverStopping");
  }

  @Test
  void aPluginThatIsLoadedLaterTellsOfNoStart() {
    state = ServerState.RUNNING;
    phases().run();

    assertThat(heard).isEmpty();
  }

  private ServerPhases phases() {
    bus.add((event, json) -> heard.add(event.type()));
    return new ServerPhases(() -> state, bus);
  }
}
