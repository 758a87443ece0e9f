package org.millrace.admin.rest;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.inventory.StreamIndex;
import org.millrace.admin.view.StreamView;
import org.millrace.admin.view.ViewerView;
import org.millrace.api.server.Server;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;

/** Streams. */
final class StreamOperations {
  private static final String ONE = "/streams/{application}/{name...}";

  private final Server server;
  private final StreamIndex index;

  StreamOperations(Server server, StreamIndex index) {
    this.server = server;
    this.index = index;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/streams", "listStreams")
            .summary("All streams that have a publisher or viewers, by application and name.")
            .lists(StreamView.class)
            .now(call -> index.all().stream().map(stream -> StreamView.of(stream, index)).toList()),
        Operation.get(ONE, "getStream")
            .summary("A stream.")
            .answers(StreamView.class)
            .now(call -> StreamView.of(stream(call), index)),
        Operation.delete(ONE, "endStream")
            .summary("Ends what is published; the publisher is told.")
            .now(this::end),
        Operation.get("/viewers/{application}/{name...}", "listViewers")
            .summary("Who plays a stream as a client, in the order of their beginning.")
            .lists(ViewerView.class)
            .later(this::viewers));
  }

  private CompletionStage<?> viewers(RestCall call) {
    return server
        .viewers(stream(call).key())
        .thenApply(viewers -> viewers.stream().map(ViewerView::of).toList());
  }

  private @Nullable Object end(RestCall call) {
    LiveStream stream = stream(call);
    if (!stream.isLive()) {
      throw ServerOperations.unknown("published stream", stream.key().toString());
    }
    stream.unpublish(CloseReason.KICKED);
    return null;
  }

  private LiveStream stream(RestCall call) {
    StreamKey key = new StreamKey(call.path("application"), call.path("name"));
    return index.find(key).orElseThrow(() -> ServerOperations.unknown("stream", key.toString()));
  }
}
