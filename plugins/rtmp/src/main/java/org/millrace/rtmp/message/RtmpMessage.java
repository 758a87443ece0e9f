package org.millrace.rtmp.message;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfUndefined;

/** A message. Set Chunk Size and Abort come only as far as the chunk layer. */
public sealed interface RtmpMessage {

  /**
   * The sender will use another chunk size from its next chunk on.
   *
   * @param bytes the size
   */
  record SetChunkSize(int bytes) implements RtmpMessage {}

  /**
   * The sender has received so much.
   *
   * @param bytes in all, unsigned 32 bit
   */
  record Acknowledgement(long bytes) implements RtmpMessage {}

  /**
   * The sender expects an acknowledgement each time it has sent so much.
   *
   * @param bytes the window
   */
  record WindowAckSize(int bytes) implements RtmpMessage {}

  /**
   * The sender wants the other side to have no more than so much unacknowledged.
   *
   * @param bytes the window
   * @param limitType 0 hard, 1 soft, 2 dynamic
   */
  record SetPeerBandwidth(int bytes, int limitType) implements RtmpMessage {}

  /**
   * A user control message.
   *
   * @param event a constant of {@link UserControlEvent}, or one that nobody has documented
   * @param value the message stream, or the time of a ping
   */
  record UserControl(int event, int value) implements RtmpMessage {}

  /**
   * A command, or the answer to one.
   *
   * @param streamId the message stream, 0 for the connection
   * @param name the command, or {@code _result} or {@code _error}
   * @param transactionId which the answer repeats; 0 if none is wanted
   * @param object the command object, mostly null
   * @param arguments what follows
   */
  record Command(
      int streamId, String name, double transactionId, AmfValue object, List<AmfValue> arguments)
      implements RtmpMessage {
    public Command {
      arguments = List.copyOf(arguments);
    }

    /**
     * An argument.
     *
     * @param index from 0, behind the command object
     * @return undefined if there are fewer
     */
    public AmfValue argument(int index) {
      return index < arguments.size() ? arguments.get(index) : AmfUndefined.UNDEFINED;
    }

    /**
     * Whether the sender waits for an answer.
     *
     * @return false without a transaction id
     */
    public boolean wantsAnswer() {
      return transactionId != 0;
    }
  }

  /**
   * Values for the other side, outbound.
   *
   * @param streamId the message stream
   * @param values the first is the handler's name
   */
  record Data(int streamId, List<AmfValue> values) implements RtmpMessage {
    public Data {
      values = List.copyOf(values);
    }
  }

  /**
   * Audio, video or data, inbound.
   *
   * @param typeId {@link MessageType#AUDIO}, {@link MessageType#VIDEO} or {@link MessageType#DATA}
   * @param streamId the message stream
   * @param timestamp milliseconds, unsigned 32 bit
   * @param body as in an FLV tag; owned by who holds the message
   */
  record Media(int typeId, int streamId, long timestamp, ByteBuf body) implements RtmpMessage {}
}
