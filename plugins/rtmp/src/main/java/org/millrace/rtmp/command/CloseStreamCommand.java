package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code closeStream}: ends publishing or playing; the message stream can be used again. */
final class CloseStreamCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    if (stream.publisher() != null) {
      stream.status(
          new Status(StatusCode.UNPUBLISH_SUCCESS, stream.name() + " is now unpublished"));
    }
    stream.close();
  }
}
