package org.millrace.rtmp.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.message.UserControlEvent;
import org.millrace.rtmp.session.RtmpSession;

/**
 * {@code connect}: the client wants an application (7.2.1.1). The order of the messages that answer
 * it, and most of what is in them, is crtmpserver's.
 */
final class ConnectCommand implements CommandHandler {
  private static final int AMF3 = 3;
  private static final int DYNAMIC = 2;
  private static final double BANDWIDTH_KBPS = 8192;

  @Override
  public void handle(RtmpSession session, Command command) {
    if (!session.isAwaitingConnect()) {
      session.callFailed(command, "connect (expected: once)");
      return;
    }
    session.connecting();
    ConnectRequest request = ConnectRequests.of(session.connection(), command.object());
    session.await(
        session.connection().connect(request),
        (client, failure) -> decided(session, command, client, failure));
  }

  private static void decided(
      RtmpSession session, Command command, @Nullable Client client, @Nullable Throwable failure) {
    if (client != null) {
      session.connected(client);
      accept(session, command);
    } else {
      Throwable cause = failure == null ? new IllegalStateException("no client") : failure;
      refuse(session, command, RefusalStatus.ofConnect(session, cause));
    }
  }

  private static void refuse(RtmpSession session, Command command, Status status) {
    session.error(command, status);
    session.output().flush();
    session.connection().close("connect is refused: " + status.description());
  }

  private static void accept(RtmpSession session, Command command) {
    MessageOutput output = session.output();
    RtmpSettings settings = session.settings();
    output.send(new WindowAckSize(settings.windowAckSize()));
    output.send(new SetPeerBandwidth(settings.windowAckSize(), DYNAMIC));
    output.send(new UserControl(UserControlEvent.STREAM_BEGIN, 0));
    output.send(new SetChunkSize(settings.chunkSize()));

    double encoding = command.object().member("objectEncoding").asNumber(0);
    Map<String, AmfValue> information =
        new Status(StatusCode.CONNECT_SUCCESS, "Connection succeeded").members();
    information.put("objectEncoding", AmfValue.of(encoding));
    session.result(
        command, AmfValue.object(properties(command.object())), AmfValue.object(information));
    if (encoding == AMF3) {
      output.useAmf3();
    }
    output.send(new Command(0, "onBWDone", 0, AmfNull.NULL, List.of(AmfValue.of(BANDWIDTH_KBPS))));
  }

  private static Map<String, AmfValue> properties(AmfValue asked) {
    Map<String, AmfValue> properties = new LinkedHashMap<>();
    properties.put("fmsVer", AmfValue.of("FMS/3,0,1,123"));
    properties.put("capabilities", AmfValue.of(31));
    EnhancedCapabilities.addTo(properties, asked);
    return properties;
  }
}
