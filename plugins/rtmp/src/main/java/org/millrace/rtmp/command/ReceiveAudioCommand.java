package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code receiveAudio}: turns sound on or off (7.2.2.4). */
final class ReceiveAudioCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    RtmpPlayer player = stream.player();
    if (player != null) {
      player.receiveAudio(command.argument(0).asBoolean(true));
    }
  }
}
