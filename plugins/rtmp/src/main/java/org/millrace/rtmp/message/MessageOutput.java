package org.millrace.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.millrace.rtmp.chunk.ChunkConstants;
import org.millrace.rtmp.chunk.ChunkWriter;
import org.millrace.rtmp.chunk.RawMessage;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;

/**
 * What a connection sends. There are no outbound handlers of RTMP: messages are encoded here, and
 * they and the shared bytes of frames are written below the lowest handler of the layer, with void
 * promises, so that a frame for a viewer costs neither a walk of the pipeline nor an allocation.
 */
public final class MessageOutput {
  private final ChannelHandlerContext lowest;
  private final MessageEncoder encoder;
  private ChunkWriter chunks = new ChunkWriter(ChunkConstants.DEFAULT_CHUNK_SIZE);
  private boolean amf3;
  private boolean written;

  /**
   * The output of one connection.
   *
   * @param lowest the context of the layer's lowest handler
   */
  public MessageOutput(ChannelHandlerContext lowest) {
    this.lowest = lowest;
    this.encoder = new MessageEncoder(lowest.alloc());
  }

  /** From now on commands are sent as AMF3 messages. */
  public void useAmf3() {
    amf3 = true;
  }

  /**
   * Sends a message with the next flush. Set Chunk Size has its effect on those that follow.
   *
   * @param message ownership passes
   */
  public void send(RtmpMessage message) {
    RawMessage raw = encoder.encode(message, amf3);
    ByteBuf payload = raw.payload();
    try {
      ByteBuf out = lowest.alloc().buffer(chunks.maxLength(payload.readableBytes()));
      chunks.write(out, raw);
      write(out);
    } finally {
      payload.release();
    }
    if (message instanceof SetChunkSize size) {
      chunks = new ChunkWriter(size.bytes());
    }
  }

  /**
   * Writes bytes that are chunks already.
   *
   * @param bytes ownership passes
   */
  public void write(ByteBuf bytes) {
    written = true;
    lowest.write(bytes, lowest.voidPromise());
  }

  /** Hands everything to the socket. */
  public void flush() {
    if (written) {
      written = false;
      lowest.flush();
    }
  }

  /**
   * Whether the socket's queue has room.
   *
   * @return false until {@code channelWritabilityChanged}
   */
  public boolean isWritable() {
    return lowest.channel().isWritable();
  }
}
