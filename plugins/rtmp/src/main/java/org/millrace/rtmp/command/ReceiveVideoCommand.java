package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code receiveVideo}: turns pictures on or off (7.2.2.5). */
final class ReceiveVideoCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    RtmpPlayer player = stream.player();
    if (player != null) {
      player.receiveVideo(command.argument(0).asBoolean(true));
    }
  }
}
