package org.millrace.rtmp.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.MessageType;
import org.millrace.rtmp.message.RtmpMessage;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.publish.RtmpPublisher;

/** The end of a connection's pipeline: gives each message to the part that it is for. */
public final class SessionHandler extends ChannelInboundHandlerAdapter {
  private final RtmpSession session;
  private final InputGate gate;
  private final ControlMessages control;
  private final Heartbeat heartbeat;
  private final CommandReceiver commands;

  /** Has published since the last flush. */
  private @Nullable RtmpPublisher toFlush;

  /**
   * A handler for one connection.
   *
   * @param connection the host's side of it
   * @param settings its settings
   * @param output where messages go out
   * @param commands carries out commands
   * @param receivedBytes counts what has come in
   */
  public SessionHandler(
      ConnectionContext connection,
      RtmpSettings settings,
      MessageOutput output,
      CommandReceiver commands,
      LongSupplier receivedBytes) {
    this.gate = new InputGate(connection.channel(), this::handle, this::flush);
    this.session = new RtmpSession(connection, settings, output, gate);
    this.control = new ControlMessages(session, receivedBytes);
    this.heartbeat = new Heartbeat(session, connection.channel().eventLoop(), receivedBytes);
    this.commands = commands;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    heartbeat.start();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof RtmpMessage message) {
      gate.receive(message);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  private void handle(RtmpMessage message) {
    if (message instanceof Media media) {
      handle(media);
    } else if (message instanceof Command command) {
      commands.receive(session, command);
    } else {
      control.receive(message);
    }
  }

  private void handle(Media message) {
    RtmpPublisher publisher = publisherFor(message);
    if (publisher == null) {
      // Normal behind a refused publish: encoders do not wait for the answer.
      session.log().trace("message of type {} without a publisher ignored", message.typeId());
      InputGate.release(message);
    } else {
      if (publisher != toFlush) {
        flushPublisher();
        toFlush = publisher;
      }
      publisher.publish(message);
    }
  }

  private @Nullable RtmpPublisher publisherFor(Media message) {
    MessageStream stream = session.stream(message.streamId());
    if (stream == null && message.typeId() == MessageType.DATA) {
      // Some encoders send their metadata on message stream 0.
      return session.streams().stream()
          .map(MessageStream::publisher)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return stream == null ? null : stream.publisher();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    control.acknowledge();
    flush();
    ctx.fireChannelReadComplete();
  }

  /** Hands on what a read has brought: frames to viewers, answers to the socket. */
  private void flush() {
    flushPublisher();
    session.output().flush();
  }

  private void flushPublisher() {
    RtmpPublisher publisher = toFlush;
    toFlush = null;
    if (publisher != null) {
      publisher.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    boolean writable = ctx.channel().isWritable();
    for (MessageStream stream : session.streams()) {
      RtmpPlayer player = stream.player();
      if (player != null) {
        player.onWritability(writable);
      }
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    heartbeat.stop();
    session.closed();
  }
}
