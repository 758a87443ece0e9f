package org.millrace.admin.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.admin.inventory.StreamIndex;
import org.millrace.api.server.Connections;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;

/** Streams. */
final class StreamCommands implements CommandGroup {
  private static final Parameter<Boolean> DISABLE_INTERNAL =
      Parameter.flag("disableInternalStreams", "Leave out streams of the server's own; has none.")
          .or(true);

  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The stream's number.");

  private static final Parameter<String> NAME =
      Parameter.text(
          "localStreamName", "The stream's name, or application/name where several have it.");

  private static final Parameter<Boolean> PERMANENTLY =
      Parameter.flag("permanently", "Not to pull it again; streams are not pulled here.").or(true);

  private final StreamIndex index;
  private final Shapes shapes;

  StreamCommands(StreamIndex index, Connections connections) {
    this.index = index;
    shapes = new Shapes(index, connections);
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listStreams",
            "Lists the streams that have a publisher.",
            given -> Reply.success("Available streams", shapes()),
            DISABLE_INTERNAL),
        Command.of(
            "listStreamsIds",
            "Lists the numbers of the streams.",
            given ->
                Reply.success(
                    "Available stream IDs", index.live().stream().map(index::id).toList()),
            DISABLE_INTERNAL),
        Command.of(
            "listInboundStreams",
            "Lists the streams that come in.",
            given -> Reply.success("Available inbound streams", shapes()),
            DISABLE_INTERNAL),
        Command.of(
            "listInboundStreamNames",
            "Lists the names of the streams that come in.",
            given ->
                Reply.success(
                    "Inbound local stream names",
                    index.live().stream().map(stream -> stream.key().name()).toList()),
            DISABLE_INTERNAL),
        Command.of(
            "getStreamsCount",
            "Counts the streams.",
            given ->
                Reply.success("Active streams count", Map.of("streamCount", index.live().size())),
            DISABLE_INTERNAL),
        Command.of(
            "isStreamRunning",
            "Tells whether a stream has a publisher.",
            given -> Reply.success("Stream status:", Map.of("Running", find(given).isPresent())),
            ID,
            NAME),
        Command.of(
            "getStreamInfo",
            "Tells about a stream.",
            given -> Reply.success("Stream information", shapes.stream(existing(given))),
            ID,
            NAME),
        Command.of("shutdownStream", "Ends a stream.", this::shutdown, ID, NAME, PERMANENTLY),
        Command.of(
            "clientsConnected",
            "Counts the viewers of a stream.",
            given ->
                Reply.success(
                    "Clients connected",
                    Map.of("outboundCount", existing(given).statistics().subscribers())),
            NAME.required()));
  }

  private List<Map<String, Object>> shapes() {
    return index.live().stream().map(shapes::stream).toList();
  }

  private Reply shutdown(Arguments given) {
    LiveStream stream = existing(given);
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("streamInfo", shapes.stream(stream));
    shape.put(
        "protocolStackInfo", shapes.publisher(stream).map(Shapes::connection).orElseGet(Map::of));
    stream.unpublish(CloseReason.KICKED);
    return Reply.success("Stream closed", shape);
  }

  private LiveStream existing(Arguments given) {
    return find(given).orElseThrow(() -> new CommandException(notFound(given)));
  }

  private static String notFound(Arguments given) {
    return "Stream "
        + given.find(ID).map(id -> "0:" + id).or(() -> given.find(NAME)).orElse("")
        + " not found";
  }

  private Optional<LiveStream> find(Arguments given) {
    Optional<Long> id = given.find(ID);
    Optional<String> name = given.find(NAME);
    if (id.isEmpty() && name.isEmpty()) {
      throw new CommandException("Syntax error. No parameters provided");
    } else if (id.isPresent() && name.isPresent()) {
      throw NAME.invalid();
    }
    return id.isPresent() ? index.find(id.get()) : only(index.named(name.orElse("")));
  }

  private static Optional<LiveStream> only(List<LiveStream> streams) {
    if (streams.size() > 1) {
      throw new CommandException(
          "Stream "
              + streams.get(0).key().name()
              + " is in several applications: "
              + streams.stream().map(stream -> stream.key().toString()).toList()
              + " (expected: one of these as localStreamName)");
    }
    return streams.stream().findFirst();
  }
}
