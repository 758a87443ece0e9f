package org.millrace.vmapp.relay;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;

/** Plays a stream here and publishes it on another server, until it ends here. */
public final class PushRelay extends Relay implements Subscriber {
  /** An AMF0 string: publishers send it before metadata, so that the server keeps it. */
  private static final byte[] SET_DATA_FRAME =
      "\2\0\15@setDataFrame".getBytes(StandardCharsets.ISO_8859_1);

  private final StreamRegistry streams;
  private @Nullable ClientStream stream;
  private @Nullable Subscription subscription;

  /**
   * A relay that has not begun.
   *
   * @param plan what is wanted
   * @param streams where it is played
   * @param report as {@link Relay} has it
   */
  public PushRelay(Plan plan, StreamRegistry streams, BiConsumer<Relay, @Nullable String> report) {
    super(plan, report);
    this.streams = streams;
  }

  @Override
  public String kind() {
    return "push";
  }

  @Override
  CompletionStage<ClientStream> open(RtmpClient opened) {
    return opened.publish(plan().uri().stream(), this);
  }

  @Override
  void run(ClientStream agreed) {
    stream = agreed;
    subscription =
        streams.subscribe(
            plan().stream(),
            SubscribeOptions.DEFAULTS,
            agreed.client().connection().channel().eventLoop(),
            this);
  }

  @Override
  public void onFrames(Subscription frames) {
    ClientStream target = stream;
    if (target == null) {
      return;
    }
    MediaFrame frame = target.isWritable() ? frames.poll() : null;
    while (frame != null) {
      try {
        send(target, frame);
      } finally {
        frame.release();
      }
      frame = target.isWritable() ? frames.poll() : null;
    }
    target.flush();
  }

  private static void send(ClientStream target, MediaFrame frame) {
    if (!FlvBodies.carries(frame)) {
      return;
    }
    int type = FlvBodies.tagType(frame);
    boolean isMetadata = frame.isConfig() && type == FlvTagType.SCRIPT_DATA;
    int length = FlvBodies.bodyLength(frame) + (isMetadata ? SET_DATA_FRAME.length : 0);
    ByteBuf body = target.client().connection().channel().alloc().buffer(length);
    if (isMetadata) {
      body.writeBytes(SET_DATA_FRAME);
    }
    FlvBodies.writeBody(frame, body);
    target.send(type, MediaTime.toMillis(frame.dts()), body);
  }

  @Override
  public void onWritable() {
    if (subscription != null) {
      onFrames(subscription);
    }
  }

  @Override
  public void onUnpublished(Subscription ended) {
    stop("the stream has ended");
  }

  @Override
  public void onClosed(Subscription closed, CloseReason reason) {
    stop("the stream was ended here: " + reason);
  }

  @Override
  void release() {
    stream = null;
    Subscription open = subscription;
    subscription = null;
    if (open != null) {
      open.close();
    }
  }
}
