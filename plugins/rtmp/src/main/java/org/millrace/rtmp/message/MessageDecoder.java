package org.millrace.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.millrace.flv.amf.Amf0Decoder;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.RtmpProtocolException;
import org.millrace.rtmp.chunk.RawMessage;
import org.millrace.rtmp.message.RtmpMessage.Acknowledgement;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;

/**
 * Makes {@link RtmpMessage}s of raw ones. Tolerant of what it does not know: shared objects,
 * undocumented types and events are left out with a debug line.
 */
public final class MessageDecoder extends ChannelInboundHandlerAdapter {
  private final Amf0Decoder amf;
  private final Logger log;

  /**
   * A decoder for one connection.
   *
   * @param limits for commands
   * @param log the connection's
   */
  public MessageDecoder(AmfLimits limits, Logger log) {
    this.amf = new Amf0Decoder(limits);
    this.log = log;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof RawMessage raw)) {
      ctx.fireChannelRead(message);
    } else if (MessageType.isMedia(raw.typeId())) {
      ctx.fireChannelRead(new Media(raw.typeId(), raw.streamId(), raw.timestamp(), raw.payload()));
    } else {
      decode(ctx, raw);
    }
  }

  /** Of a message that ends too early, what was read before is passed on. */
  private void decode(ChannelHandlerContext ctx, RawMessage raw) {
    List<RtmpMessage> out = new ArrayList<>(1);
    try {
      decodeBorrowed(raw, out);
    } finally {
      raw.payload().release();
      out.forEach(ctx::fireChannelRead);
    }
  }

  /** Decodes what does not keep the payload. */
  private void decodeBorrowed(RawMessage raw, List<RtmpMessage> out) {
    ByteBuf in = raw.payload();
    switch (raw.typeId()) {
      case MessageType.ACKNOWLEDGEMENT ->
          out.add(new Acknowledgement(need(in, 4, "Acknowledgement").readUnsignedInt()));
      case MessageType.WINDOW_ACK_SIZE ->
          out.add(new WindowAckSize(need(in, 4, "Window Acknowledgement Size").readInt()));
      case MessageType.SET_PEER_BANDWIDTH -> {
        need(in, 5, "Set Peer Bandwidth");
        out.add(new SetPeerBandwidth(in.readInt(), in.readUnsignedByte()));
      }
      case MessageType.USER_CONTROL -> decodeUserControl(in, out);
      case MessageType.COMMAND -> out.add(command(raw.streamId(), in));
      case MessageType.COMMAND_AMF3 -> out.add(command(raw.streamId(), skipFormat(in)));
      case MessageType.DATA_AMF3 -> {
        ByteBuf body = skipFormat(in).retainedSlice();
        out.add(new Media(MessageType.DATA, raw.streamId(), raw.timestamp(), body));
      }
      case MessageType.AGGREGATE -> AggregateSplitter.split(raw, out);
      default -> log.debug("message of type {} left out", raw.typeId());
    }
  }

  private void decodeUserControl(ByteBuf in, List<RtmpMessage> out) {
    int event = need(in, 2, "user control").readUnsignedShort();
    // Undocumented events may have any length; the value is the first 32 bits of all known ones.
    if (in.readableBytes() >= 4) {
      out.add(new UserControl(event, in.readInt()));
    } else {
      log.debug("user control event {} with {} bytes left out", event, in.readableBytes());
    }
  }

  private Command command(int streamId, ByteBuf in) {
    List<AmfValue> values = amf.readAll(in);
    String name = values.isEmpty() ? "" : values.get(0).asText("");
    if (name.isEmpty()) {
      throw new RtmpProtocolException("command: without a name (expected: a string first)");
    }
    double transactionId = values.size() > 1 ? values.get(1).asNumber(0) : 0;
    AmfValue object = values.size() > 2 ? values.get(2) : AmfNull.NULL;
    int taken = Math.min(3, values.size());
    return new Command(streamId, name, transactionId, object, values.subList(taken, values.size()));
  }

  /** In AMF3 messages a byte 0 says that AMF0 follows, which may switch to AMF3 by its 0x11. */
  private static ByteBuf skipFormat(ByteBuf in) {
    if (in.isReadable() && in.getByte(in.readerIndex()) == 0) {
      in.skipBytes(1);
    }
    return in;
  }

  private static ByteBuf need(ByteBuf in, int bytes, String what) {
    if (in.readableBytes() < bytes) {
      throw new RtmpProtocolException(
          "%s: %d bytes (expected: %d)".formatted(what, in.readableBytes(), bytes));
    }
    return in;
  }
}
