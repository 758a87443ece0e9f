package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/** {@code close}: the client leaves. */
final class CloseCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.connection().close("closed by the client");
  }
}
