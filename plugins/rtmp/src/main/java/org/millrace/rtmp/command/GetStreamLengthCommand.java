package org.millrace.rtmp.command;

import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/** {@code getStreamLength}: of a live stream 0 seconds. */
final class GetStreamLengthCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.result(command, AmfNull.NULL, AmfValue.of(0.0));
  }
}
