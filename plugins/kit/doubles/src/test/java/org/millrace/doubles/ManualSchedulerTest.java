package org.millrace.doubles;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<String> done = new ArrayList<>();

  private Runnable note(String what) {
    return () -> done.add(what);
  }

  @Test
  void whatIsDueIsRunInTheOrderOfItsTime() {
    scheduler.schedule(note("late"), 30, MILLISECONDS);
    scheduler.schedule(note("early"), 10, MILLISECONDS);
    scheduler.schedule(note("early, too"), 10, MILLISECONDS);
    ScheduledFuture<?> cancelled = scheduler.schedule(note("never"), 10, MILLISECONDS);
    cancelled.cancel(false);

    scheduler.advance(Duration.ofMillis(9));
    assertThat(done).isEmpty();
    assertThat(scheduler.waiting()).isEqualTo(3);
    scheduler.advance(Duration.ofMillis(1));
    assertThat(done).containsExactly("early", "early, too");
    scheduler.advance(Duration.ofMillis(20));
    assertThat(done).containsExactly("early", "early, too", "late");
  }

  @Test
  void whatIsScheduledMeanwhileCountsFromTheTimeOfItsTask() {
    scheduler.schedule(
        () -> scheduler.schedule(note("second"), 10, MILLISECONDS), 10, MILLISECONDS);

    scheduler.advance(Duration.ofMillis(19));
    assertThat(done).isEmpty();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(done).containsExactly("second");
  }

  @Test
  void repeatsUntilItIsCancelled() {
    ScheduledFuture<?> tick = scheduler.scheduleAtFixedRate(note("tick"), 5, 10, MILLISECONDS);
    scheduler.advance(Duration.ofMillis(30));
    tick.cancel(false);
    scheduler.advance(Duration.ofMillis(30));

    assertThat(done).containsExactly("tick", "tick", "tick");
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void takesNothingWhenItIsShutDown() {
    scheduler.execute(note("left"));

    assertThat(scheduler.shutdownNow()).hasSize(1);
    assertThat(scheduler.isTerminated()).isTrue();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> scheduler.execute(note("too late")));
  }
}
