package org.millrace.rtmp.command;

import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/**
 * {@code checkBandwidth}, {@code _checkbw}: answered, since some clients wait for that, but nothing
 * is measured. An onBWDone would make ffmpeg and librtmp ask again.
 */
final class CheckBandwidthCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.result(command, AmfNull.NULL, AmfUndefined.UNDEFINED);
  }
}
