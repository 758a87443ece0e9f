package org.millrace.rtmp.session;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;

/** The state of one connection: its application and its message streams. */
public final class RtmpSession {

  /** How far a connection has come. */
  private enum State {
    /** Only connect is allowed. To CONNECTING by it. */
    AWAITING_CONNECT,
    /** The application decides. To CONNECTED if it accepts, else to CLOSED. */
    CONNECTING,
    /** Everything is allowed but a second connect. */
    CONNECTED,
    /** Refused, or gone. No way out. */
    CLOSED
  }

  private final ConnectionContext connection;
  private final RtmpSettings settings;
  private final MessageOutput output;
  private final InputGate gate;
  private final IntObjectMap<MessageStream> streams = new IntObjectHashMap<>();

  /** The one that was created last: nearly always the one that a message is for. */
  private @Nullable MessageStream newest;

  private State state = State.AWAITING_CONNECT;
  private @Nullable Client client;
  private int lastStreamId;
  private int pendingCalls;

  RtmpSession(
      ConnectionContext connection, RtmpSettings settings, MessageOutput output, InputGate gate) {
    this.connection = connection;
    this.settings = settings;
    this.output = output;
    this.gate = gate;
  }

  /**
   * The connection.
   *
   * @return the host's side of it
   */
  public ConnectionContext connection() {
    return connection;
  }

  /**
   * The connection's log.
   *
   * @return its lines carry the connection's id
   */
  public Logger log() {
    return connection.log();
  }

  /**
   * The settings of the connection.
   *
   * @return immutable
   */
  public RtmpSettings settings() {
    return settings;
  }

  /**
   * Where messages go out. It is flushed after each read; who sends at other times flushes.
   *
   * @return the connection's output
   */
  public MessageOutput output() {
    return output;
  }

  /**
   * Who it is, for logs and for others who want the same name.
   *
   * @return such as {@code rtmp c17 192.0.2.7:50112}
   */
  public String describe() {
    InetSocketAddress peer = connection.remoteAddress();
    return "rtmp %s %s:%d".formatted(connection.id(), peer.getHostString(), peer.getPort());
  }

  /**
   * The accepted client.
   *
   * @return the host's side of it
   * @throws IllegalStateException before the application has accepted it
   */
  public Client client() {
    if (client == null) {
      throw new IllegalStateException("client: none in state " + state);
    }
    return client;
  }

  /**
   * Whether connect has not come yet.
   *
   * @return true at the beginning
   */
  public boolean isAwaitingConnect() {
    return state == State.AWAITING_CONNECT;
  }

  /**
   * Whether the application has accepted the client.
   *
   * @return true between connect and the end
   */
  public boolean isConnected() {
    return state == State.CONNECTED;
  }

  /** Connect has come. */
  public void connecting() {
    change(State.AWAITING_CONNECT, State.CONNECTING);
  }

  /**
   * The application has accepted the client.
   *
   * @param accepted the host's side of it
   */
  public void connected(Client accepted) {
    change(State.CONNECTING, State.CONNECTED);
    client = accepted;
  }

  private void change(State from, State to) {
    if (state != from) {
      throw new IllegalStateException(
          "session: %s to %s (expected: %s)".formatted(state, to, from));
    }
    state = to;
  }

  /**
   * Waits for a decision; messages that come meanwhile wait, too.
   *
   * @param stage completed on the event loop
   * @param then called with its outcome, unless the session has ended by then
   * @param <T> what is decided
   */
  public <T> void await(
      CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    gate.await(
        stage,
        (value, failure) -> {
          if (state != State.CLOSED) {
            then.accept(value, failure);
          }
        });
  }

  /**
   * Notes a call that waits for its answer.
   *
   * @return false if too many do already
   */
  public boolean beginCall() {
    if (pendingCalls >= settings.maxPendingCalls()) {
      return false;
    }
    pendingCalls++;
    return true;
  }

  /** Notes that a call has been answered. */
  public void endCall() {
    pendingCalls--;
  }

  /**
   * Creates a message stream.
   *
   * @return empty if the connection has too many
   */
  public Optional<MessageStream> createStream() {
    if (streams.size() >= settings.maxStreams()) {
      return Optional.empty();
    }
    do {
      lastStreamId = lastStreamId == Integer.MAX_VALUE ? 1 : lastStreamId + 1;
    } while (streams.containsKey(lastStreamId));
    MessageStream stream = new MessageStream(this, lastStreamId);
    streams.put(lastStreamId, stream);
    newest = stream;
    return Optional.of(stream);
  }

  /**
   * A message stream.
   *
   * @param streamId its id
   * @return null if it has not been created, or has been deleted
   */
  public @Nullable MessageStream stream(int streamId) {
    MessageStream stream = newest;
    return stream != null && stream.streamId() == streamId ? stream : streams.get(streamId);
  }

  /**
   * All message streams.
   *
   * @return a live view
   */
  public Collection<MessageStream> streams() {
    return streams.values();
  }

  /**
   * Deletes a message stream, and ends what is going on there.
   *
   * @param streamId its id; unknown ones are fine
   */
  public void deleteStream(int streamId) {
    MessageStream stream = streams.remove(streamId);
    if (stream != null) {
      newest = stream == newest ? null : newest;
      stream.end();
    }
  }

  /**
   * Answers a command with its result.
   *
   * @param command nothing is sent if it wants no answer
   * @param values the command object's place, and what follows
   */
  public void result(Command command, AmfValue... values) {
    if (command.wantsAnswer()) {
      answer("_result", command, List.of(values));
    }
  }

  /**
   * Answers a command with an error.
   *
   * @param command nothing is sent if it wants no answer
   * @param status why
   */
  public void error(Command command, Status status) {
    if (command.wantsAnswer()) {
      answer("_error", command, List.of(AmfNull.NULL, AmfValue.object(status.members())));
    }
  }

  /**
   * Answers a command that cannot be carried out.
   *
   * @param command nothing is sent if it wants no answer
   * @param why for people
   */
  public void callFailed(Command command, String why) {
    log().debug("{} fails: {}", command.name(), why);
    error(command, new Status(StatusCode.CALL_FAILED, why));
  }

  private void answer(String name, Command command, List<AmfValue> values) {
    output.send(
        new Command(
            0, name, command.transactionId(), values.get(0), values.subList(1, values.size())));
  }

  /**
   * The host has ended what was going on on a message stream. If nothing else is, the connection
   * ends, too: most clients understand nothing less.
   *
   * @param stream where
   * @param reason why
   */
  public void endedByHost(MessageStream stream, CloseReason reason) {
    stream.forget();
    output.flush();
    if (streams.values().stream().allMatch(MessageStream::isIdle)) {
      connection.close(
          stream.name() + ": " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  /** The connection is gone. */
  void closed() {
    state = State.CLOSED;
    gate.close();
    // The host closes what its client holds; here only our side of it is let go.
    new ArrayList<>(streams.values()).forEach(MessageStream::close);
    streams.clear();
    newest = null;
  }
}
