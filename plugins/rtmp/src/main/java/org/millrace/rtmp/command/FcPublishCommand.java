package org.millrace.rtmp.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.RtmpSession;

/** {@code FCPublish}: an encoder announces what it will publish. Nothing is decided here. */
final class FcPublishCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    session.result(command, AmfNull.NULL, AmfUndefined.UNDEFINED);
    String name = command.argument(0).asText("");
    session.output().send(notice("onFCPublish", StatusCode.PUBLISH_START, name));
  }

  /** The notices of the FC commands: code and, as description, the name. */
  static Command notice(String name, StatusCode code, String stream) {
    Map<String, AmfValue> information = new LinkedHashMap<>();
    information.put("code", AmfValue.of(code.text()));
    information.put("description", AmfValue.of(stream));
    return new Command(0, name, 0, AmfNull.NULL, List.of(AmfValue.object(information)));
  }
}
