package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code pause}, {@code pauseRaw}: pauses or goes on (7.2.2.8); live, so at the live edge. */
final class PauseCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    RtmpPlayer player = stream.player();
    if (player == null) {
      session.callFailed(command, command.name() + " (expected: on a stream that plays)");
    } else {
      player.pause(command.argument(0).asBoolean(true));
    }
  }
}
