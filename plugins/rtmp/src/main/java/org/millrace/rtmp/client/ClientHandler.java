package org.millrace.rtmp.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.flv.amf.AmfValue;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.message.RtmpMessage;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;
import org.millrace.rtmp.message.UserControlEvent;

/** The end of a client's pipeline: connects, and gives each message to whom it is for. */
final class ClientHandler extends ChannelInboundHandlerAdapter {
  private static final String CLOSED_BY_SERVER = "the server has closed the connection";

  private final ConnectionContext connection;
  private final RtmpSettings settings;
  private final CompletableFuture<RtmpClient> connected = new CompletableFuture<>();
  private @Nullable RtmpClient client;
  private @Nullable Future<?> timer;
  private @Nullable String failure;
  private int announcedWindow;

  ClientHandler(ConnectionContext connection, ConfigNode.Table pluginSettings) {
    this.connection = connection;
    this.settings = RtmpSettings.of(connection.settings(), pluginSettings);
  }

  ConnectionContext connection() {
    return connection;
  }

  RtmpSettings settings() {
    return settings;
  }

  /** Completed when the server has accepted connect. */
  CompletionStage<RtmpClient> connected() {
    return connected;
  }

  /** The handshake is done. */
  void begin(InputMeter input, RtmpUri uri) {
    RtmpClient opened = new RtmpClient(connection, input);
    client = opened;
    long millis = settings.connectTimeout().toMillis();
    timer =
        connection
            .channel()
            .eventLoop()
            .schedule(
                () ->
                    end("no answer to connect for " + millis + " ms (expected: in connectTimeout)"),
                millis,
                TimeUnit.MILLISECONDS);
    opened
        .calls()
        .send(0, "connect", AmfValue.object(introduction(uri)))
        .whenComplete((answer, refusal) -> answered(opened, refusal));
    input.output().flush();
  }

  /** What Flash Player would say of itself. */
  private static Map<String, AmfValue> introduction(RtmpUri uri) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("app", AmfValue.of(uri.application()));
    members.put("flashVer", AmfValue.of("LNX 9,0,124,2"));
    members.put("tcUrl", AmfValue.of(uri.connectUrl()));
    members.put("fpad", AmfValue.of(false));
    members.put("capabilities", AmfValue.of(15));
    members.put("audioCodecs", AmfValue.of(4071));
    members.put("videoCodecs", AmfValue.of(252));
    members.put("videoFunction", AmfValue.of(1));
    return members;
  }

  private void answered(RtmpClient opened, @Nullable Throwable refusal) {
    stopTimer();
    if (refusal == null) {
      opened.output().send(new SetChunkSize(settings.chunkSize()));
      opened.output().flush();
      connected.complete(opened);
    } else {
      connected.completeExceptionally(refusal);
      end(String.valueOf(refusal.getMessage()));
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void end(String reason) {
    failure = reason;
    connection.close(reason);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Media media) {
      try {
        receive(media);
      } finally {
        media.body().release();
      }
    } else if (message instanceof RtmpMessage rtmp) {
      receive(rtmp);
    } else {
      // Behind the decoders that have been taken away come the bytes that they held.
      ReferenceCountUtil.release(message);
    }
  }

  private void receive(RtmpMessage message) {
    RtmpClient opened = client;
    if (opened == null) {
      return;
    }
    if (message instanceof Media media) {
      opened.receive(media);
    } else if (message instanceof Command command) {
      opened.receive(command);
    } else {
      control(opened, message);
    }
  }

  private void control(RtmpClient opened, RtmpMessage message) {
    if (message instanceof WindowAckSize size) {
      opened.input().window(size.bytes());
    } else if (message instanceof SetPeerBandwidth bandwidth) {
      // 5.4.5: answered with a Window Acknowledgement Size, if that differs from the last.
      if (bandwidth.bytes() > 0 && bandwidth.bytes() != announcedWindow) {
        announcedWindow = bandwidth.bytes();
        opened.output().send(new WindowAckSize(announcedWindow));
      }
    } else if (message instanceof UserControl ping
        && ping.event() == UserControlEvent.PING_REQUEST) {
      opened.output().send(new UserControl(UserControlEvent.PING_RESPONSE, ping.value()));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (client != null) {
      client.readComplete();
      client.output().flush();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (client != null && ctx.channel().isWritable()) {
      client.writable();
    }
    ctx.fireChannelWritabilityChanged();
  }

  /** The host's last handler closes the connection. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (failure == null) {
      failure = String.valueOf(cause.getMessage());
    }
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ended();
  }

  private void ended() {
    stopTimer();
    String reason = failure == null ? CLOSED_BY_SERVER : failure;
    RtmpClient opened = client;
    client = null;
    if (opened != null) {
      opened.ended(reason);
    }
    connected.completeExceptionally(new RtmpClientException(reason));
  }
}
