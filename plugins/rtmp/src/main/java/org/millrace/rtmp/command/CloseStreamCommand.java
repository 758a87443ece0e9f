package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code closeStream}: ends publishing or playing; the message stream can be used again. */
final class CloseStreamCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    stream.end();
  }
}
