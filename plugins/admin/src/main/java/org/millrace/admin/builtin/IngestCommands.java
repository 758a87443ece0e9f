package org.millrace.admin.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.stream.StreamKey;

/** Secret names for publishers. */
final class IngestCommands implements CommandGroup {
  private static final Parameter<String> PRIVATE =
      Parameter.text("privateStreamName", "The secret name that a publisher uses.").required();

  private static final Parameter<String> PUBLIC =
      Parameter.text("publicStreamName", "The stream, as application/name.").required();

  private final IngestPoints points;
  private final Targets targets;

  IngestCommands(IngestPoints points, Targets targets) {
    this.points = points;
    this.targets = targets;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "createIngestPoint",
            "Lets a stream be published under a secret name.",
            this::create,
            PRIVATE,
            PUBLIC),
        Command.of("removeIngestPoint", "Takes such a name away.", this::remove, PRIVATE),
        Command.of(
            "listIngestPoints",
            "Lists such names.",
            given ->
                Reply.success(
                    "Available ingest points",
                    points.list().stream().map(IngestCommands::shape).toList())));
  }

  private Reply create(Arguments given) {
    try {
      StreamKey stream = targets.key(given.get(PUBLIC));
      IngestPoint point = new IngestPoint(stream.application(), given.get(PRIVATE), stream.name());
      points.add(point);
      return Reply.success("Ingest point created", shape(point));
    } catch (RefusedException | IllegalArgumentException e) {
      return Reply.failure("Unable to create ingest point: " + e.getMessage());
    }
  }

  /** In all applications that have it. */
  private Reply remove(Arguments given) {
    String name = given.get(PRIVATE);
    List<IngestPoint> gone =
        points.list().stream().filter(point -> point.privateName().equals(name)).toList();
    if (gone.isEmpty()) {
      return Reply.failure("Ingest point " + name + " not found");
    }
    gone.forEach(point -> points.remove(point.application(), point.privateName()));
    return Reply.success("Ingest point removed", Map.of("privateStreamName", name));
  }

  private static Map<String, Object> shape(IngestPoint point) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("appName", point.application());
    shape.put("privateStreamName", point.privateName());
    shape.put("publicStreamName", point.publicName());
    return shape;
  }
}
