package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code deleteStream}: the client needs a message stream no more (7.2.2.3). */
final class DeleteStreamCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    int streamId = (int) command.argument(0).asNumber(command.streamId());
    MessageStream stream = session.stream(streamId);
    if (stream != null && stream.publisher() != null) {
      stream.status(
          new Status(StatusCode.UNPUBLISH_SUCCESS, stream.name() + " is now unpublished"));
    }
    session.deleteStream(streamId);
  }
}
