package org.millrace.rtmp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.doubles.FakeConnection;
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

/** The other end of a client's wire: shakes hands, notes what it hears, says what a test wants. */
final class WireServer implements AutoCloseable {
  private static final int PACKET = 1536;

  final EmbeddedChannel client = new EmbeddedChannel();
  final FakeConnection connection = new FakeConnection(client);
  final List<RtmpMessage> heard = new ArrayList<>();
  final CompletableFuture<RtmpClient> connected;
  String chain = "";
  private final EmbeddedChannel server;
  private final MessageOutput output;

  WireServer(String uri) {
    ChunkDecoder chunks = new ChunkDecoder(new ChunkLimits(1 << 24, 64, 1 << 26));
    MessageDecoder messages =
        new MessageDecoder(AmfLimits.DEFAULTS, LogManager.getLogger(WireServer.class));
    server = new EmbeddedChannel(chunks, messages);
    output = new MessageOutput(server.pipeline().context(chunks));
    client.freezeTime();
    ConfigNode.Table none = ConfigNode.Table.empty(ConfigLocation.NONE);
    new RtmpClientLayer(none).addTo(client.pipeline(), connection);
    client.pipeline().addLast(new Tail());
    connected =
        new RtmpDialer(
                (name, remote, application, settings) -> {
                  chain = name;
                  return CompletableFuture.completedStage(connection);
                },
                "test",
                none)
            .connect(RtmpUri.parse(uri))
            .toCompletableFuture();
  }

  /** As the host's last handler: bad input closes with its message. */
  private final class Tail extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      connection.close(cause.getMessage());
    }
  }

  /** Answers C0 and C1 as the specification says, and hears what comes then. */
  WireServer handshake() {
    ByteBuf hello = client.readOutbound();
    ByteBuf echo = hello.skipBytes(1).readBytes(PACKET);
    hello.release();
    client.writeInbound(
        Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(new byte[1 + PACKET]).setByte(0, 3), echo));
    ByteBuf c2 = client.readOutbound();
    c2.release();
    listen();
    return this;
  }

  /** Handshake and connect; what was heard is forgotten. */
  RtmpClient accept() {
    handshake();
    answer(0, "_result", status("status", "NetConnection.Connect.Success", "welcome"));
    heard.clear();
    return connected.join();
  }

  /** Answers the command that was heard last and wants an answer. */
  void answer(int streamId, String name, AmfValue... arguments) {
    double transaction = 0;
    for (RtmpMessage message : heard) {
      if (message instanceof Command command && command.wantsAnswer()) {
        transaction = command.transactionId();
      }
    }
    say(new Command(streamId, name, transaction, AmfNull.NULL, List.of(arguments)));
  }

  void say(RtmpMessage... messages) {
    for (RtmpMessage message : messages) {
      output.send(message);
    }
    output.flush();
    List<ByteBuf> wire = new ArrayList<>();
    for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
      wire.add(out);
    }
    client.writeInbound(Unpooled.wrappedBuffer(wire.toArray(ByteBuf[]::new)));
    listen();
  }

  /** Notes what the client has sent. */
  void listen() {
    for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
      server.writeInbound(out);
    }
    for (RtmpMessage in = server.readInbound(); in != null; in = server.readInbound()) {
      heard.add(in);
    }
  }

  /** The commands that were heard, by name. */
  List<String> commands() {
    List<String> names = new ArrayList<>();
    for (RtmpMessage message : heard) {
      if (message instanceof Command command) {
        names.add(command.name());
      }
    }
    return names;
  }

  /** The last command of a name that was heard. */
  Command command(String name) {
    Command found = null;
    for (RtmpMessage message : heard) {
      if (message instanceof Command command && command.name().equals(name)) {
        found = command;
      }
    }
    if (found == null) {
      throw new AssertionError(name + " was not heard, but " + heard);
    }
    return found;
  }

  static Command onStatus(int streamId, String level, String code) {
    return new Command(
        streamId, "onStatus", 0, AmfNull.NULL, List.of(status(level, code, "because")));
  }

  static AmfValue status(String level, String code, String description) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("level", AmfValue.of(level));
    members.put("code", AmfValue.of(code));
    members.put("description", AmfValue.of(description));
    return AmfValue.object(members);
  }

  static Media media(int typeId, int streamId, long timestamp, int... bytes) {
    ByteBuf body = Unpooled.buffer();
    for (int b : bytes) {
      body.writeByte(b);
    }
    return new Media(typeId, streamId, timestamp, body);
  }

  @Override
  public void close() {
    heard.forEach(
        message -> {
          if (message instanceof Media media) {
            media.body().release();
          }
        });
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }
}
