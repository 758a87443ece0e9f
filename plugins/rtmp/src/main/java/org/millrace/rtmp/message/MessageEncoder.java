package org.millrace.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.rtmp.chunk.RawMessage;
import org.millrace.rtmp.message.RtmpMessage.Acknowledgement;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Data;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;

/** Makes raw messages of {@link RtmpMessage}s. */
final class MessageEncoder {
  private final ByteBufAllocator allocator;

  MessageEncoder(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Encodes a message.
   *
   * @param message its body, if it has one, passes on to the raw message
   * @param amf3 whether the peer wants commands in AMF3 messages
   * @return its payload is to be released by the caller
   */
  RawMessage encode(RtmpMessage message, boolean amf3) {
    if (message instanceof Command command) {
      return encode(command, amf3);
    } else if (message instanceof Data data) {
      ByteBuf out = allocator.buffer();
      Amf0Encoder.writeAll(data.values(), out);
      return new RawMessage(ChunkStreams.DATA, MessageType.DATA, data.streamId(), 0, out);
    } else if (message instanceof Media media) {
      int chunkStream = ChunkStreams.ofMedia(media.typeId());
      return new RawMessage(
          chunkStream, media.typeId(), media.streamId(), media.timestamp(), media.body());
    }
    return encodeControl(message);
  }

  private RawMessage encode(Command command, boolean amf3) {
    ByteBuf out = allocator.buffer();
    if (amf3) {
      out.writeByte(0);
    }
    Amf0Encoder.write(AmfValue.of(command.name()), out);
    Amf0Encoder.write(AmfValue.of(command.transactionId()), out);
    Amf0Encoder.write(command.object(), out);
    Amf0Encoder.writeAll(command.arguments(), out);
    int chunkStream = command.streamId() == 0 ? ChunkStreams.COMMAND : ChunkStreams.DATA;
    int typeId = amf3 ? MessageType.COMMAND_AMF3 : MessageType.COMMAND;
    return new RawMessage(chunkStream, typeId, command.streamId(), 0, out);
  }

  private RawMessage encodeControl(RtmpMessage message) {
    ByteBuf out = allocator.buffer(6);
    if (message instanceof SetChunkSize size) {
      return control(MessageType.SET_CHUNK_SIZE, out.writeInt(size.bytes()));
    } else if (message instanceof Acknowledgement acknowledgement) {
      return control(MessageType.ACKNOWLEDGEMENT, out.writeInt((int) acknowledgement.bytes()));
    } else if (message instanceof WindowAckSize window) {
      return control(MessageType.WINDOW_ACK_SIZE, out.writeInt(window.bytes()));
    } else if (message instanceof SetPeerBandwidth bandwidth) {
      out.writeInt(bandwidth.bytes()).writeByte(bandwidth.limitType());
      return control(MessageType.SET_PEER_BANDWIDTH, out);
    } else if (message instanceof UserControl user) {
      return control(MessageType.USER_CONTROL, out.writeShort(user.event()).writeInt(user.value()));
    }
    throw new AssertionError(message);
  }

  private static RawMessage control(int typeId, ByteBuf payload) {
    return new RawMessage(ChunkStreams.CONTROL, typeId, 0, 0, payload);
  }
}
