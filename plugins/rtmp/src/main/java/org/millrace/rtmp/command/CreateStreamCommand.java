package org.millrace.rtmp.command;

import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/** {@code createStream}: a message stream to publish or to play on (7.2.1.3). */
final class CreateStreamCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session
        .createStream()
        .ifPresentOrElse(
            stream ->
                session.result(command, AmfNull.NULL, AmfValue.of((double) stream.streamId())),
            () ->
                session.callFailed(
                    command,
                    "createStream (expected: at most maxStreams = %d)"
                        .formatted(session.settings().maxStreams())));
  }
}
