package org.millrace.admin.builtin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerRecordings;

/** Recordings, and the list of what was asked for that goes on. */
final class RecordingCommands implements CommandGroup {
  private static final Parameter<String> NAME =
      Parameter.text("localStreamName", "The stream; application/name need not be live yet.")
          .required();

  private static final Parameter<String> PATH =
      Parameter.text("pathToFile", "The file, in the application's folder for recordings.")
          .required();

  private static final Parameter<String> TYPE =
      Parameter.text("type", "The format, as a plugin writes it.").or("flv");

  private static final Parameter<Boolean> OVERWRITE =
      Parameter.flag("overwrite", "Replace a file that is there; else go on at its end.").or(false);

  private static final Parameter<Boolean> KEEP_ALIVE =
      Parameter.flag("keepAlive", "Has no effect: a recording ends with its publisher.").or(true);

  private static final Parameter<Long> CHUNK_LENGTH =
      Parameter.number("chunkLength", 0, 0, "Seconds of a file; files are not split.").or(0L);

  private static final Parameter<Boolean> WAIT_FOR_IDR =
      Parameter.flag("waitForIDR", "Has no effect: recordings begin with a key frame.").or(false);

  private static final Parameter<Boolean> WIN_QT_COMPAT =
      Parameter.flag("winQtCompat", "Has no effect.").or(false);

  private static final Parameter<Boolean> DATE_FOLDERS =
      Parameter.flag("dateFolderStructure", "Put the file into folders year/month/day.").or(false);

  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The number of what was asked for.");

  private static final Parameter<String> GROUP =
      Parameter.text("groupName", "The name of a group; recordings have none.");

  private static final Parameter<Boolean> REMOVE_HLS =
      Parameter.flag("removeHlsHdsFiles", "Has no effect.").or(false);

  private final ServerRecordings recordings;
  private final Targets targets;
  private final Clock clock;

  RecordingCommands(ServerRecordings recordings, Targets targets, Clock clock) {
    this.recordings = recordings;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "record",
            "Records a stream.",
            this::record,
            NAME,
            PATH,
            TYPE,
            OVERWRITE,
            KEEP_ALIVE,
            CHUNK_LENGTH,
            WAIT_FOR_IDR,
            WIN_QT_COMPAT,
            DATE_FOLDERS),
        Command.of(
                "listConfig",
                "Lists what was asked for and goes on: recordings.",
                given ->
                    Reply.success(
                        "Run-time configuration",
                        Map.of("record", recordings.list().stream().map(this::shape).toList())))
            .alias("listPullPushConfig"),
        Command.of(
            "getConfigInfo",
            "Tells about something that was asked for.",
            given -> Reply.success("Configuration Info", shape(existing(given.get(ID)))),
            ID.required()),
        Command.later(
            "removeConfig",
            "Ends something that was asked for.",
            this::remove,
            ID,
            GROUP,
            REMOVE_HLS));
  }

  private Reply record(Arguments given) {
    try {
      RecordingInfo recording =
          recordings.start(targets.key(given.get(NAME)), file(given), !given.get(OVERWRITE));
      return Reply.success("Recording Stream", shape(recording));
    } catch (RefusedException | IllegalArgumentException e) {
      return Reply.failure("Unable to record stream: " + e.getMessage());
    }
  }

  private String file(Arguments given) {
    String path = given.get(PATH);
    String extension = "." + given.get(TYPE);
    String file = path.endsWith(extension) ? path : path + extension;
    LocalDate today = LocalDate.now(clock);
    return given.get(DATE_FOLDERS) ? today.toString().replace('-', '/') + "/" + file : file;
  }

  private RecordingInfo existing(long id) {
    return find(id).orElseThrow(() -> new CommandException("Config ID not found"));
  }

  private Optional<RecordingInfo> find(long id) {
    return recordings.list().stream()
        .filter(recording -> Shapes.number(recording.id()) == id)
        .findFirst();
  }

  private CompletionStage<Reply> remove(Arguments given) {
    if (given.find(ID).isEmpty()) {
      return CompletableFuture.completedStage(
          Reply.failure(
              given.find(GROUP).isEmpty()
                  ? "No id nor group name provided"
                  : "Config ID not found"));
    }
    RecordingInfo recording = existing(given.find(ID).get());
    return recordings
        .stop(recording.id())
        .thenApply(stopped -> Reply.success("Configuration terminated", shape(recording)));
  }

  private Map<String, Object> shape(RecordingInfo recording) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("configId", Shapes.number(recording.id()));
    shape.put("appName", recording.stream().application());
    shape.put("localStreamName", recording.stream().name());
    shape.put("pathToFile", recording.file().toString());
    shape.put("overwrite", !recording.append());
    shape.put("bytesCount", recording.bytes());
    return shape;
  }
}
