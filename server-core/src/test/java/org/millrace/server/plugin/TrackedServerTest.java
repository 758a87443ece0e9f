package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.stream.StreamRegistry.Registration;
import org.millrace.server.fake.FakeServer;

class TrackedServerTest {
  private static final ServerEvent EVENT =
      new ServerEvent.PluginStarted(Instant.now(), "other", "1.0.0");

  private final FakeServer server = new FakeServer();
  private final Registrations registrations = new Registrations("mine");
  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final TrackedServer seen = new TrackedServer(server, registrations, thread::add);
  private final List<ServerEvent> heard = new ArrayList<>();

  @Test
  void listenerIsCalledOnThePluginsThread() {
    seen.addListener(heard::add);

    server.listeners().get(0).onEvent(EVENT);
    assertThat(heard).isEmpty();
    thread.remove().run();

    assertThat(heard).containsExactly(EVENT);
  }

  @Test
  void listenerGoesWithItsPlugin() {
    seen.addListener(heard::add);
    Registration closed = seen.addListener(heard::add);
    closed.close();
    assertThat(server.listeners()).hasSize(1);

    registrations.close();

    assertThat(server.listeners()).isEmpty();
    assertThatThrownBy(() -> seen.addListener(heard::add)).hasMessageContaining("has stopped");
    assertThat(server.listeners()).isEmpty();
  }
}
