package org.millrace.rtmp.command;

import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code FCUnpublish}: an encoder stops. Ends what this connection publishes by that name. */
final class FcUnpublishCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    String argument = command.argument(0).asText("");
    session
        .output()
        .send(FcPublishCommand.notice("onFCUnpublish", StatusCode.UNPUBLISH_SUCCESS, argument));
    session.result(command, AmfNull.NULL, AmfUndefined.UNDEFINED);
    String name = QueryString.parse(argument).name();
    for (MessageStream stream : session.streams()) {
      if (stream.publisher() != null && stream.name().equals(name)) {
        stream.end();
      }
    }
  }
}
