package org.millrace.rtmp.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfBoolean;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfNumber;
import org.millrace.flv.amf.AmfValue.AmfString;

/** Makes requests of connect's command object. */
final class ConnectRequests {
  private static final Set<String> NAMED = Set.of("app", "tcUrl", "flashVer", "pageUrl");

  private ConnectRequests() {}

  /**
   * A request. Its parameters are the object's other members, and the parts of the queries of tcUrl
   * and app, of which the later count.
   */
  static ConnectRequest of(ConnectionContext connection, AmfValue object) {
    String application = object.member("app").asText("");
    String uri = object.member("tcUrl").asText("");
    Map<String, String> parameters = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (!NAMED.contains(name)) {
                addScalar(parameters, name, value);
              }
            });
    parameters.putAll(QueryString.parse(uri).parameters());
    parameters.putAll(QueryString.parse(application).parameters());
    return new ConnectRequest(
        connection.isSecure() ? "rtmps" : "rtmp",
        application,
        uri,
        object.member("flashVer").asText(""),
        object.member("pageUrl").asText(""),
        connection.remoteAddress(),
        parameters);
  }

  private static void addScalar(Map<String, String> parameters, String name, AmfValue value) {
    if (value instanceof AmfString text) {
      parameters.put(name, text.value());
    } else if (value instanceof AmfBoolean flag) {
      parameters.put(name, Boolean.toString(flag.value()));
    } else if (value instanceof AmfNumber || value instanceof AmfInteger) {
      double number = value.asNumber(0);
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
      parameters.put(name, whole ? Long.toString((long) number) : Double.toString(number));
    }
  }
}
