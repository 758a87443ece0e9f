package org.millrace.rtmp.command;

import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.stream.CloseReason;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfBoolean;
import org.millrace.flv.amf.AmfValue.AmfString;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.publish.RtmpPublisher;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code publish}: the client will send a stream (7.2.2.6). */
final class PublishCommand implements StreamCommandHandler {

  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    if (endsPublishing(command.argument(0))) {
      stream.end();
    } else if (stream.publisher() != null) {
      stream.status(
          new Status(
              StatusCode.PUBLISH_BAD_NAME,
              "%s is being published on message stream %d (expected: one name on each)"
                  .formatted(stream.name(), stream.streamId())));
    } else {
      publish(session, stream, command);
    }
  }

  /** {@code publish(false)} and {@code publish(null)} end what is being published. */
  private static boolean endsPublishing(AmfValue name) {
    return !(name instanceof AmfString) && !(name instanceof AmfBoolean flag && flag.value());
  }

  private static void publish(RtmpSession session, MessageStream stream, Command command) {
    QueryString query = QueryString.parse(command.argument(0).asText(""));
    Recording recording = recording(command.argument(1).asText("live"));
    stream.close();
    stream.prepare(query.name());
    RtmpPublisher publisher =
        new RtmpPublisher(session.describe(), reason -> ended(session, stream, reason));
    session.await(
        session
            .client()
            .publish(new PublishRequest(query.name(), recording, query.parameters()), publisher),
        (publication, failure) -> {
          if (publication != null) {
            publisher.start(publication);
            stream.use(publisher);
            stream.status(
                new Status(
                    StatusCode.PUBLISH_START, "Stream `" + query.name() + "` is now published"));
          } else if (failure != null) {
            stream.status(RefusalStatus.ofPublish(session, failure));
          }
        });
  }

  private static Recording recording(String type) {
    return switch (type) {
      case "record" -> Recording.RECORD;
      case "append", "appendWithGap" -> Recording.APPEND;
      default -> Recording.NONE;
    };
  }

  private static void ended(RtmpSession session, MessageStream stream, CloseReason reason) {
    if (reason == CloseReason.TAKEN_OVER) {
      stream.status(new Status(StatusCode.PUBLISH_BAD_NAME, stream.name() + " was taken over"));
    }
    stream.status(new Status(StatusCode.UNPUBLISH_SUCCESS, stream.name() + " is now unpublished"));
    session.endedByHost(stream, reason);
  }
}
