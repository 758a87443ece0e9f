package org.millrace.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.millrace.doubles.FakeConnection;
import org.millrace.doubles.FakePublication;
import org.millrace.doubles.FakeSubscription;
import org.millrace.doubles.Settings;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.chunk.ChunkDecoder;
import org.millrace.rtmp.chunk.ChunkLimits;
import org.millrace.rtmp.message.MessageDecoder;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;
import org.millrace.rtmp.plugin.RtmpPlugin;

/** A client on the wire of a server's pipeline; what it is told it notes as text. */
final class RtmpPeer implements AutoCloseable {
  final EmbeddedChannel server = new EmbeddedChannel();
  final FakeConnection connection = new FakeConnection(server);
  final List<String> heard = new ArrayList<>();
  private final EmbeddedChannel client;
  private final MessageOutput output;
  private double transaction = 1;

  RtmpPeer() {
    ChunkDecoder chunks = new ChunkDecoder(new ChunkLimits(1 << 24, 64, 1 << 26));
    MessageDecoder messages =
        new MessageDecoder(AmfLimits.DEFAULTS, LogManager.getLogger(RtmpPeer.class));
    client = new EmbeddedChannel(chunks, messages);
    output = new MessageOutput(client.pipeline().context(chunks));
    server.freezeTime();
  }

  RtmpPeer with(String setting, Object value) {
    connection.withSettings(Settings.of(setting, value));
    return this;
  }

  /** Puts the layer on the connection and shakes hands. */
  RtmpPeer handshake() {
    open();
    server.writeInbound(Unpooled.wrappedBuffer(new byte[] {3}, new byte[2 * 1536]));
    ByteBuf answer = server.readOutbound();
    answer.release();
    return this;
  }

  /** Puts the layer on the connection. */
  RtmpPeer open() {
    new RtmpPlugin().protocols().get(0).layers().get(0).addTo(server.pipeline(), connection);
    server.pipeline().addLast(new Tail());
    return this;
  }

  /** As the host's last handler: bad input closes with its message. */
  private final class Tail extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      boolean peersFault = cause instanceof DecoderException && cause.getCause() == null;
      connection.close(peersFault ? cause.getMessage() : "BUG " + cause);
    }
  }

  /** Handshake and connect. */
  RtmpPeer connect() {
    handshake();
    call("connect", object("app", "live", "tcUrl", "rtmp://host/live"));
    heard.clear();
    return this;
  }

  /** Handshake, connect and createStream. */
  RtmpPeer withStream() {
    connect();
    call("createStream", AmfNull.NULL);
    heard.clear();
    return this;
  }

  /** All of the above and publish. */
  FakePublication publishing(String name) {
    withStream();
    send(command(1, "publish", 0, AmfNull.NULL, AmfValue.of(name), AmfValue.of("live")));
    heard.clear();
    return connection.client().publications().get(0);
  }

  /** All of the above and play. */
  FakeSubscription playing(String name) {
    withStream();
    send(command(1, "play", 0, AmfNull.NULL, AmfValue.of(name)));
    heard.clear();
    return connection.client().subscriptions().get(0);
  }

  /** Sends a command on message stream 0 that wants an answer. */
  void call(String name, AmfValue object, AmfValue... arguments) {
    send(command(0, name, transaction++, object, arguments));
  }

  static Command command(
      int streamId, String name, double transaction, AmfValue object, AmfValue... arguments) {
    return new Command(streamId, name, transaction, object, List.of(arguments));
  }

  static AmfValue object(Object... namesAndValues) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      members.put(
          (String) namesAndValues[i],
          value instanceof AmfValue amf
              ? amf
              : value instanceof Double number
                  ? AmfValue.of(number.doubleValue())
                  : AmfValue.of((String) value));
    }
    return AmfValue.object(members);
  }

  static Media media(int typeId, long timestamp, String body) {
    return new Media(typeId, 1, timestamp, Unpooled.wrappedBuffer(HexFormat.of().parseHex(body)));
  }

  void send(RtmpMessage... messages) {
    for (RtmpMessage message : messages) {
      output.send(message);
    }
    output.flush();
    List<ByteBuf> wire = new ArrayList<>();
    for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
      wire.add(out);
    }
    // In one read, so that messages behind others are there when those are dealt with.
    server.writeInbound(Unpooled.wrappedBuffer(wire.toArray(ByteBuf[]::new)));
    listen();
  }

  void sendBytes(String hex) {
    if (!server.isOpen()) {
      return;
    }
    server.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", ""))));
    listen();
  }

  /** Notes what the server has sent. */
  void listen() {
    for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
      client.writeInbound(out);
    }
    for (RtmpMessage in = client.readInbound(); in != null; in = client.readInbound()) {
      heard.add(describe(in));
    }
  }

  private static String describe(RtmpMessage message) {
    if (message instanceof Command command) {
      return describe(command);
    } else if (message instanceof Media media) {
      String body = ByteBufUtil.hexDump(media.body());
      media.body().release();
      return "media %d stream %d at %d: %s"
          .formatted(media.typeId(), media.streamId(), media.timestamp(), body);
    } else if (message instanceof UserControl control) {
      return "control " + control.event() + " " + control.value();
    } else if (message instanceof WindowAckSize window) {
      return "window " + window.bytes();
    } else if (message instanceof SetPeerBandwidth bandwidth) {
      return "bandwidth " + bandwidth.bytes() + " " + bandwidth.limitType();
    } else if (message instanceof SetChunkSize size) {
      return "chunkSize " + size.bytes();
    }
    return message.toString();
  }

  /** Name and stream, transaction and values; of status objects level, code and description. */
  private static String describe(Command command) {
    String values =
        Stream.concat(Stream.of(command.object()), command.arguments().stream())
            .map(RtmpPeer::describe)
            .collect(Collectors.joining(", "));
    String id = command.transactionId() == 0 ? "" : " #" + (int) command.transactionId();
    String on = command.streamId() == 0 ? "" : " on " + command.streamId();
    return command.name() + on + id + ": " + values;
  }

  private static String describe(AmfValue value) {
    if (!value.member("level").asText("").isEmpty()) {
      return Arrays.asList("level", "code", "description").stream()
          .map(name -> value.member(name).asText("?"))
          .collect(Collectors.joining("|"));
    }
    if (!value.members().isEmpty()) {
      return value.members().entrySet().stream()
          .map(entry -> entry.getKey() + "=" + describe(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value instanceof AmfNull
        ? "null"
        : value instanceof AmfValue.AmfNumber number
            ? Double.toString(number.value())
            : value.asText(value.toString());
  }

  String closeReason() {
    return connection.closeReason();
  }

  @Override
  public void close() {
    server.finishAndReleaseAll();
    client.finishAndReleaseAll();
  }
}
