package org.millrace.rtmp.command;

import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/**
 * {@code releaseStream}: encoders send it before they publish, to get rid of what an earlier
 * connection of theirs has left behind. That is the application's business (its {@code
 * duplicatePublisher}), and what this very connection publishes is closed by closeStream; so it is
 * answered, since some wait for that, and nothing else.
 */
final class ReleaseStreamCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.result(command, AmfNull.NULL, AmfUndefined.UNDEFINED);
  }
}
