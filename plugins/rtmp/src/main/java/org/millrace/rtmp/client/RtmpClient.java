package org.millrace.rtmp.client;

import io.netty.channel.ChannelPipeline;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;

/** A connection to an application of an RTMP server. Made by {@link RtmpDialer}. */
public final class RtmpClient {
  private final ConnectionContext connection;
  private final InputMeter input;
  private final Calls calls;
  private final IntObjectMap<ClientStream> streams = new IntObjectHashMap<>();
  private volatile @Nullable String closeReason;

  RtmpClient(ConnectionContext connection, InputMeter input) {
    this.connection = connection;
    this.input = input;
    this.calls = new Calls(input.output());
  }

  /**
   * The host's side of the connection. Any thread may ask.
   *
   * @return with channel and log
   */
  public ConnectionContext connection() {
    return connection;
  }

  /**
   * Plays a live stream, or else a recording.
   *
   * @param name the stream's name, with its query
   * @param listener gets what the stream brings
   * @return completed when the server has agreed, or has begun to send; exceptionally with {@link
   *     RtmpClientException}
   */
  public CompletionStage<ClientStream> play(String name, StreamListener listener) {
    CompletionStage<ClientStream> playing =
        createStream(listener).thenCompose(stream -> stream.play(name));
    output().flush();
    return playing;
  }

  /**
   * Publishes a live stream.
   *
   * @param name the stream's name, with its query
   * @param listener gets what the server says of it
   * @return completed when the server has agreed; exceptionally with {@link RtmpClientException}
   */
  public CompletionStage<ClientStream> publish(String name, StreamListener listener) {
    // What Flash Media Live Encoder sends; some servers insist on it.
    calls.tell(0, "releaseStream", AmfValue.of(name));
    calls.tell(0, "FCPublish", AmfValue.of(name));
    CompletionStage<ClientStream> publishing =
        createStream(listener).thenCompose(stream -> stream.publish(name));
    output().flush();
    return publishing;
  }

  /**
   * Calls a command that the protocol does not know, but the application may.
   *
   * @param command its name
   * @param arguments what follows
   * @return completed with the first value of the answer, or undefined; exceptionally with {@link
   *     RtmpClientException}
   */
  public CompletionStage<AmfValue> call(String command, AmfValue... arguments) {
    CompletionStage<AmfValue> answer =
        calls.send(0, command, AmfNull.NULL, arguments).thenApply(result -> result.argument(0));
    output().flush();
    return answer;
  }

  private CompletionStage<ClientStream> createStream(StreamListener listener) {
    return calls
        .send(0, "createStream", AmfNull.NULL)
        .thenApply(answer -> add((int) answer.argument(0).asNumber(1), listener));
  }

  private ClientStream add(int streamId, StreamListener listener) {
    ClientStream stream = new ClientStream(this, streamId, listener);
    streams.put(streamId, stream);
    return stream;
  }

  /**
   * From now on nothing that comes is looked at: it is counted and acknowledged. So listeners hear
   * no more but that the connection has ended.
   */
  public void discardInput() {
    input.discard();
    ChannelPipeline pipeline = connection.channel().pipeline();
    for (String decoder : List.of(RtmpClientLayer.CHUNKS, RtmpClientLayer.MESSAGES)) {
      if (pipeline.get(decoder) != null) {
        pipeline.remove(decoder);
      }
    }
  }

  /**
   * How much has come in since the handshake.
   *
   * @return bytes of RTMP
   */
  public long receivedBytes() {
    return input.received();
  }

  /**
   * Closes the connection, after what was written has been sent. Any thread may call.
   *
   * @param reason for the log and for listeners
   */
  public void close(String reason) {
    closeReason = reason;
    connection.close(reason);
  }

  InputMeter input() {
    return input;
  }

  MessageOutput output() {
    return input.output();
  }

  Calls calls() {
    return calls;
  }

  void receive(Command command) {
    switch (command.name()) {
      case "_result", "_error" -> calls.answered(command);
      case "onStatus" -> {
        ClientStream stream = stream(command.streamId());
        if (stream != null) {
          stream.receive(RtmpStatus.of(command.argument(0)));
        }
      }
      default -> connection.log().trace("{} of the server ignored", command.name());
    }
  }

  void receive(Media media) {
    ClientStream stream = stream(media.streamId());
    if (stream != null && !input.discards()) {
      stream.receive(media.typeId(), media.timestamp(), media.body());
    }
  }

  /** Some servers send statuses, or metadata, on message stream 0. */
  private @Nullable ClientStream stream(int streamId) {
    ClientStream stream = streams.get(streamId);
    return stream == null && streams.size() == 1 ? streams.values().iterator().next() : stream;
  }

  void readComplete() {
    streams.values().forEach(ClientStream::readComplete);
  }

  void writable() {
    streams.values().forEach(ClientStream::writable);
  }

  void ended(String otherwise) {
    String reason = closeReason == null ? otherwise : closeReason;
    List<ClientStream> open = List.copyOf(streams.values());
    streams.clear();
    calls.fail(new RtmpClientException(reason));
    open.forEach(stream -> stream.ended(reason));
  }

  void remove(int streamId) {
    streams.remove(streamId);
  }
}
