package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  private final Registrations registrations = new Registrations("rtmp");
  private final List<String> closed = new ArrayList<>();

  @Test
  void whatIsOpenIsClosedNewestFirst() {
    registrations.add(() -> true, () -> closed.add("first"));
    registrations.add(() -> true, () -> closed.add("second"));

    registrations.close();
    registrations.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void whatWasClosedBeforeIsForgotten() {
    AtomicInteger looks = new AtomicInteger();
    for (int i = 0; i < 10_000; i++) {
      registrations.add(() -> looks.incrementAndGet() < 0, () -> closed.add("never"));
    }

    assertThat(looks).hasValueBetween(9_000, 10_000);
    registrations.close();
    assertThat(closed).hasSizeLessThan(1_000);
  }

  @Test
  void stoppedPluginOpensNothing() {
    registrations.close();

    assertThatThrownBy(() -> registrations.add(() -> true, () -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("plugin rtmp has stopped");
    assertThat(closed).containsExactly("late");
  }
}
