package org.millrace.admin.builtin;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.admin.event.EventBus;

/** Timers, which tell an event when their time has come. */
final class TimerCommands implements CommandGroup {
  private static final int MOST_TIMERS = 1000;
  private static final int SECONDS_PER_DAY = 86_400;

  private static final Parameter<String> VALUE =
      Parameter.text(
              "value",
              "Seconds from one time to the next, 1 to 86399; or the only time: HH:MM:SS, or"
                  + " YYYY-MM-DDTHH:MM:SS.")
          .required();

  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The timer's number.").required();

  private final ScheduledExecutorService scheduler;
  private final EventBus events;
  private final Clock clock;
  private final Map<Long, Timer> timers = new TreeMap<>();
  private long lastId;

  private record Timer(long id, String value, boolean repeats, Future<?> task) {}

  TimerCommands(ScheduledExecutorService scheduler, EventBus events, Clock clock) {
    this.scheduler = scheduler;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of("setTimer", "Has the event timerTriggered told.", this::set, VALUE),
        Command.of("listTimers", "Lists the timers.", given -> list()),
        Command.of("removeTimer", "Removes a timer.", this::remove, ID));
  }

  private synchronized Reply set(Arguments given) {
    if (timers.size() >= MOST_TIMERS) {
      return Reply.failure("Unable to enqueue call: there are " + MOST_TIMERS + " timers");
    }
    String value = given.get(VALUE);
    lastId++;
    long id = lastId;
    boolean repeats = value.chars().allMatch(Character::isDigit);
    Future<?> task = repeats ? repeat(id, value) : once(id, value);
    Timer timer = new Timer(id, value, repeats, task);
    timers.put(id, timer);
    events.tell("timerCreated", shape(timer));
    return Reply.success("Custom timer enqueued", shape(timer));
  }

  private Future<?> repeat(long id, String value) {
    long seconds = value.length() > 5 ? SECONDS_PER_DAY : Long.parseLong(value);
    if (seconds < 1 || seconds >= SECONDS_PER_DAY) {
      throw VALUE.invalid();
    }
    return scheduler.scheduleAtFixedRate(() -> trigger(id), seconds, seconds, TimeUnit.SECONDS);
  }

  private Future<?> once(long id, String value) {
    LocalDateTime now = LocalDateTime.now(clock);
    long millis;
    try {
      LocalDateTime then =
          value.contains("T")
              ? LocalDateTime.parse(value)
              : now.toLocalDate().atTime(LocalTime.parse(value));
      LocalDateTime next = then.isBefore(now) && !value.contains("T") ? then.plusDays(1) : then;
      millis = Duration.between(now, next).toMillis();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw VALUE.invalid();
    }
    if (millis < 0) {
      throw VALUE.invalid();
    }
    return scheduler.schedule(() -> trigger(id), millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void trigger(long id) {
    Timer timer = timers.get(id);
    if (timer == null) {
      return;
    }
    events.tell("timerTriggered", shape(timer));
    if (!timer.repeats()) {
      timers.remove(id);
      events.tell("timerClosed", shape(timer));
    }
  }

  private synchronized Reply list() {
    return Reply.success(
        "Available timers", timers.values().stream().map(TimerCommands::shape).toList());
  }

  private synchronized Reply remove(Arguments given) {
    Timer timer = timers.remove(given.get(ID));
    if (timer == null) {
      throw new CommandException("Timer with id " + given.get(ID) + " not found");
    }
    timer.task().cancel(false);
    events.tell("timerClosed", shape(timer));
    return Reply.success("Timer removed", shape(timer));
  }

  private static Map<String, Object> shape(Timer timer) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("timerId", timer.id());
    shape.put("value", timer.value());
    shape.put("repeats", timer.repeats());
    return shape;
  }
}
