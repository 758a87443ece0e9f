package org.millrace.rtmp.client;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;

/** A stream that a client plays or publishes. */
public final class ClientStream {
  /** "A live stream, else a recorded one, else wait", in milliseconds. */
  private static final double LIVE_OR_RECORDED = -2000;

  private final RtmpClient client;
  private final int streamId;
  private final StreamListener listener;
  private final CompletableFuture<ClientStream> agreed = new CompletableFuture<>();
  private String startCode = "";

  ClientStream(RtmpClient client, int streamId, StreamListener listener) {
    this.client = client;
    this.streamId = streamId;
    this.listener = listener;
  }

  CompletionStage<ClientStream> play(String name) {
    startCode = "NetStream.Play.Start";
    return begin("play", AmfValue.of(name), AmfValue.of(LIVE_OR_RECORDED));
  }

  CompletionStage<ClientStream> publish(String name) {
    startCode = "NetStream.Publish.Start";
    return begin("publish", AmfValue.of(name), AmfValue.of("live"));
  }

  private CompletionStage<ClientStream> begin(String command, AmfValue... arguments) {
    client
        .calls()
        .send(streamId, command, AmfNull.NULL, arguments)
        .whenComplete((answer, failure) -> answered(failure));
    return agreed;
  }

  /** Few servers answer these commands; what counts is the status, or an error. */
  private void answered(@Nullable Throwable failure) {
    if (failure != null) {
      agreed.completeExceptionally(failure);
    }
  }

  /**
   * The connection.
   *
   * @return the client that has made this stream
   */
  public RtmpClient client() {
    return client;
  }

  /**
   * Sends a frame, or data, with the next flush.
   *
   * @param type of the FLV tag that has such a body, see {@link org.millrace.flv.tag.FlvTagType}
   * @param timestamp milliseconds; the lower 32 bits are sent
   * @param body the body of an FLV tag; ownership passes
   */
  public void send(int type, long timestamp, ByteBuf body) {
    client.output().send(new Media(type, streamId, timestamp, body));
  }

  /** Hands everything to the socket. */
  public void flush() {
    client.output().flush();
  }

  /**
   * Whether the socket's queue has room. Without regard to it what is sent piles up in memory.
   *
   * @return false until {@link StreamListener#onWritable()}
   */
  public boolean isWritable() {
    return client.output().isWritable();
  }

  /** Ends the stream; the connection stays. The listener hears no more. */
  public void close() {
    client.remove(streamId);
    client.output().send(command("deleteStream", AmfValue.of(streamId)));
    client.output().flush();
  }

  private static Command command(String name, AmfValue argument) {
    return new Command(0, name, 0, AmfNull.NULL, List.of(argument));
  }

  void receive(RtmpStatus status) {
    if (status.isError()) {
      agreed.completeExceptionally(new RtmpClientException(status));
    } else if (status.code().equals(startCode)) {
      agreed.complete(this);
    }
    listener.onStatus(status);
  }

  void receive(int type, long timestamp, ByteBuf body) {
    // Not every server says that it begins.
    agreed.complete(this);
    listener.onMedia(type, timestamp, body);
  }

  void readComplete() {
    listener.onReadComplete();
  }

  void writable() {
    listener.onWritable();
  }

  void ended(String reason) {
    agreed.completeExceptionally(new RtmpClientException(reason));
    listener.onClosed(reason);
  }
}
