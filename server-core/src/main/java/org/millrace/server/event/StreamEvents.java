package org.millrace.server.event;

import java.time.Instant;
import java.util.function.Consumer;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamListener;

/**
 * Tells of publishers that come and go.
 *
 * @param events are told
 */
public record StreamEvents(Consumer<ServerEvent> events) implements StreamListener {

  @Override
  public void onPublished(LiveStream stream) {
    events.accept(
        new ServerEvent.StreamPublished(
            Instant.now(), stream.key(), stream.publisher().orElse("")));
  }

  @Override
  public void onUnpublished(LiveStream stream, CloseReason reason) {
    events.accept(
        new ServerEvent.StreamUnpublished(
            Instant.now(), stream.key(), reason, stream.statistics()));
  }
}
