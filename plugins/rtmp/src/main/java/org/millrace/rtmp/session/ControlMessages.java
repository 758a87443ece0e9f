package org.millrace.rtmp.session;

import java.util.function.LongSupplier;
import org.millrace.rtmp.message.RtmpMessage;
import org.millrace.rtmp.message.RtmpMessage.Acknowledgement;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;
import org.millrace.rtmp.message.UserControlEvent;

/** Answers protocol and user control messages, and acknowledges what comes in. */
final class ControlMessages {
  /** Until the peer sets a window; crtmpserver's. */
  private static final int DEFAULT_WINDOW = 131_072;

  private final RtmpSession session;
  private final LongSupplier receivedBytes;
  private long window = DEFAULT_WINDOW;
  private long acknowledged;
  private int announcedWindow;

  ControlMessages(RtmpSession session, LongSupplier receivedBytes) {
    this.session = session;
    this.receivedBytes = receivedBytes;
    this.announcedWindow = session.settings().windowAckSize();
  }

  void receive(RtmpMessage message) {
    if (message instanceof WindowAckSize size) {
      if (size.bytes() > 0) {
        window = size.bytes();
      }
    } else if (message instanceof SetPeerBandwidth bandwidth) {
      limit(bandwidth);
    } else if (message instanceof UserControl control) {
      receive(control);
    } else if (message instanceof Acknowledgement acknowledgement) {
      session.log().trace("acknowledges {} bytes", acknowledgement.bytes());
    }
  }

  /** 5.4.5: answered with a Window Acknowledgement Size, if that differs from the last. */
  private void limit(SetPeerBandwidth bandwidth) {
    if (bandwidth.bytes() > 0 && bandwidth.bytes() != announcedWindow) {
      announcedWindow = bandwidth.bytes();
      session.output().send(new WindowAckSize(announcedWindow));
    }
  }

  private void receive(UserControl control) {
    switch (control.event()) {
      case UserControlEvent.PING_REQUEST ->
          session.output().send(new UserControl(UserControlEvent.PING_RESPONSE, control.value()));
      case UserControlEvent.STREAM_EOF -> {
        MessageStream stream = session.stream(control.value());
        if (stream != null) {
          stream.close();
        }
      }
      default -> session.log().debug("user control event {} ignored", control.event());
    }
  }

  /** Acknowledges, if it is time; called after each read. */
  void acknowledge() {
    long received = receivedBytes.getAsLong();
    if (received - acknowledged >= window) {
      acknowledged = received;
      session.output().send(new Acknowledgement(received & 0xFFFFFFFFL));
    }
  }
}
