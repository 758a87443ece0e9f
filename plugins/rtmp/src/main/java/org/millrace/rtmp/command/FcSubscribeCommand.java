package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.RtmpSession;

/** {@code FCSubscribe}: a player asks an edge server for a stream. Every name is fine. */
final class FcSubscribeCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    String name = command.argument(0).asText("");
    session.output().send(FcPublishCommand.notice("onFCSubscribe", StatusCode.PLAY_START, name));
  }
}
