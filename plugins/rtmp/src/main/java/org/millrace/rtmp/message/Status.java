package org.millrace.rtmp.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.RtmpMessage.Command;

/**
 * A status object: how it went, or what has happened.
 *
 * @param code the code, which implies the level
 * @param description for people
 */
public record Status(StatusCode code, String description) {

  /**
   * The members that every status object has.
   *
   * @return level, code and description; may be added to
   */
  public Map<String, AmfValue> members() {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("level", AmfValue.of(code.level()));
    members.put("code", AmfValue.of(code.text()));
    members.put("description", AmfValue.of(description));
    return members;
  }

  /**
   * The command that tells the other side of a message stream.
   *
   * @param streamId the message stream
   * @param details the stream's name
   * @param clientId identifies connection and stream in the client's log
   * @return onStatus
   */
  public Command onStatus(int streamId, String details, String clientId) {
    Map<String, AmfValue> members = members();
    members.put("details", AmfValue.of(details));
    members.put("clientid", AmfValue.of(clientId));
    return new Command(streamId, "onStatus", 0, AmfNull.NULL, List.of(AmfValue.object(members)));
  }
}
