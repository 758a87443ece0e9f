package org.millrace.admin.builtin;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.StreamAlias;
import org.millrace.api.server.StreamAliases;
import org.millrace.api.stream.StreamKey;

/** Other names of streams. */
final class AliasCommands implements CommandGroup {
  private static final long YEAR = 366L * 86_400;

  private static final Parameter<String> STREAM =
      Parameter.text("localStreamName", "The stream; application/name need not be live yet.")
          .required();

  private static final Parameter<String> ALIAS =
      Parameter.text("aliasName", "The name that players ask for.").required();

  private static final Parameter<Long> EXPIRE_PERIOD =
      Parameter.number(
              "expirePeriod",
              -YEAR,
              YEAR,
              "Seconds that it holds; negative: for the first player alone; 0: for ever.")
          .or(-600L);

  private final StreamAliases aliases;
  private final Targets targets;
  private final Clock clock;

  AliasCommands(StreamAliases aliases, Targets targets, Clock clock) {
    this.aliases = aliases;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "addStreamAlias",
            "Gives a stream another name for players.",
            this::add,
            STREAM,
            ALIAS,
            EXPIRE_PERIOD),
        Command.of("removeStreamAlias", "Takes such a name away.", this::remove, ALIAS),
        Command.of(
            "listStreamAliases",
            "Lists such names.",
            given ->
                Reply.success(
                    "Currently available aliases",
                    aliases.list().stream().map(this::shape).toList())),
        Command.of(
            "flushStreamAliases",
            "Takes all such names away.",
            given -> {
              aliases.clear();
              return Reply.success("All aliases are flushed");
            }));
  }

  private Reply add(Arguments given) {
    long period = given.get(EXPIRE_PERIOD);
    Optional<Instant> expires =
        period == 0 ? Optional.empty() : Optional.of(clock.instant().plusSeconds(Math.abs(period)));
    try {
      StreamKey stream = targets.key(given.get(STREAM));
      StreamAlias alias =
          new StreamAlias(
              stream.application(), given.get(ALIAS), stream.name(), period < 0, expires);
      aliases.add(alias);
      return Reply.success("Alias applied", shape(alias));
    } catch (RefusedException | IllegalArgumentException e) {
      return Reply.failure("Unable to set stream alias: " + e.getMessage());
    }
  }

  /** In all applications that have it. */
  private Reply remove(Arguments given) {
    String name = given.get(ALIAS);
    List<StreamAlias> gone =
        aliases.list().stream().filter(alias -> alias.alias().equals(name)).toList();
    if (gone.isEmpty()) {
      return Reply.failure("Alias " + name + " not found");
    }
    gone.forEach(alias -> aliases.remove(alias.application(), alias.alias()));
    return Reply.success("Alias removed", Map.of("aliasName", name));
  }

  private Map<String, Object> shape(StreamAlias alias) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("appName", alias.application());
    shape.put("aliasName", alias.alias());
    shape.put("localStreamName", alias.stream());
    shape.put("permanent", !alias.once() && alias.expires().isEmpty());
    shape.put("once", alias.once());
    alias.expires().ifPresent(time -> shape.put("expires", time.toEpochMilli()));
    return shape;
  }
}
