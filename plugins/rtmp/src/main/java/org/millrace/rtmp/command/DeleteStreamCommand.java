package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/** {@code deleteStream}: the client needs a message stream no more (7.2.2.3). */
final class DeleteStreamCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.deleteStream((int) command.argument(0).asNumber(command.streamId()));
  }
}
