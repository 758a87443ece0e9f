package org.millrace.flv.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.RefusedException;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.flv.stream.FlvStreamReader;

/** Publishes the tags of one connection. Frames that come before it may wait, bounded. */
final class LiveFlvPublisher extends ChannelInboundHandlerAdapter implements PublicationOwner {
  private enum State {
    /** The stream has no name yet. To ASKING, ENDED. */
    NAMING,
    /** The application is asked; nothing is read. To PUBLISHING, ENDED. */
    ASKING,
    /** Frames go to the publication. To ENDED. */
    PUBLISHING,
    /** The connection is being closed; what comes is released. Final. */
    ENDED
  }

  private final ConnectionContext connection;
  private final LiveFlvSettings settings;
  private final StreamNaming naming;
  private final FlvStreamReader reader;
  private final Queue<MediaFrame> pending = new ArrayDeque<>();
  private long pendingBytes;
  private State state = State.NAMING;
  private @Nullable Publication publication;
  private @Nullable Future<?> startTimeout;

  LiveFlvPublisher(ConnectionContext connection, LiveFlvSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.naming = new StreamNaming(settings, connection.remoteAddress());
    this.reader =
        new FlvStreamReader(settings.maxTagBytes(), connection.channel().alloc(), this::frame);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    startTimeout =
        context
            .executor()
            .schedule(
                this::startTimedOut, settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void startTimedOut() {
    if (state == State.NAMING || state == State.ASKING) {
      end(
          "no stream within " + settings.startTimeout().toMillis() + " ms (startTimeout)",
          CloseReason.FAILED);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      reader.read(bytes);
    } finally {
      bytes.release();
    }
  }

  private void frame(MediaFrame frame) {
    Publication running = publication;
    if (state == State.ENDED) {
      frame.release();
    } else if (state == State.PUBLISHING && running != null) {
      running.write(frame);
    } else {
      hold(frame);
    }
  }

  private void hold(MediaFrame frame) {
    pending.add(frame);
    pendingBytes += frame.size();
    if (pendingBytes > settings.maxPendingBytes()) {
      end(
          "frames before the stream begins: "
              + pendingBytes
              + " bytes (expected: at most "
              + settings.maxPendingBytes()
              + ")",
          CloseReason.FAILED);
    } else if (state == State.NAMING) {
      String name = naming.name(frame);
      if (name != null) {
        ask(name);
      }
    }
  }

  private void ask(String name) {
    state = State.ASKING;
    connection.channel().config().setAutoRead(false);
    ConnectRequest request =
        new ConnectRequest("flv", "", "", "", "", connection.remoteAddress(), Map.of());
    PublishRequest publish = new PublishRequest(name, PublishRequest.Recording.NONE, Map.of());
    connection
        .connect(request)
        .thenCompose(client -> client.publish(publish, this))
        .whenComplete(
            (opened, failure) -> {
              if (opened != null) {
                opened(opened);
              } else {
                refused(failure);
              }
            });
  }

  private void opened(Publication opened) {
    if (state != State.ASKING) {
      opened.close(CloseReason.DISCONNECTED);
      return;
    }
    state = State.PUBLISHING;
    publication = opened;
    cancelTimeout();
    while (!pending.isEmpty()) {
      opened.write(pending.remove());
    }
    opened.flush();
    connection.channel().config().setAutoRead(true);
  }

  private void refused(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof RefusedException)) {
      connection.log().error("publishing fails", cause);
    }
    end("publishing is refused: " + cause.getMessage(), CloseReason.FAILED);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    Publication running = publication;
    if (state == State.PUBLISHING && running != null) {
      running.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end("the peer closed the connection", CloseReason.CLIENT);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException) {
      end(cause.getMessage(), CloseReason.FAILED);
    } else if (cause instanceof IOException) {
      end("connection lost: " + cause.getMessage(), CloseReason.DISCONNECTED);
    } else {
      connection.log().error("live FLV fails", cause);
      end("internal error: " + cause, CloseReason.FAILED);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end("the connection's layers are taken away", CloseReason.SHUTDOWN);
  }

  @Override
  public String describe() {
    return "flv " + connection.id() + " " + connection.remoteAddress();
  }

  @Override
  public void onClosed(CloseReason reason) {
    publication = null;
    end("the stream was ended: " + reason, reason);
  }

  /** Once; what holds something is let go. */
  private void end(@Nullable String reason, CloseReason closeReason) {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    cancelTimeout();
    reader.close();
    while (!pending.isEmpty()) {
      pending.remove().release();
    }
    Publication running = publication;
    if (running != null) {
      running.close(closeReason);
    }
    connection.close(String.valueOf(reason));
  }

  private void cancelTimeout() {
    Future<?> timeout = startTimeout;
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
