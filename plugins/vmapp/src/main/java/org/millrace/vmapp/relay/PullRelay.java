package org.millrace.vmapp.relay;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.flv.tag.FlvClock;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpStatus;

/** Plays a stream of another server and publishes it here, from its first frame on. */
public final class PullRelay extends Relay {
  private static final Set<String> ENDS =
      Set.of("NetStream.Play.UnpublishNotify", "NetStream.Play.Stop", "NetStream.Play.Complete");

  private final StreamRegistry streams;
  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final FlvClock clock = new FlvClock();
  private @Nullable RtmpClient client;
  private @Nullable Publication publication;

  /** Is told when the publication is ended here. */
  private final class Owner implements PublicationOwner {
    @Override
    public String describe() {
      return PullRelay.this.toString();
    }

    @Override
    public void onClosed(CloseReason reason) {
      publication = null;
      client = null;
      stop("the stream was ended here: " + reason);
    }
  }

  /**
   * A relay that has not begun.
   *
   * @param plan what is wanted
   * @param streams where it is published
   * @param report as {@link Relay} has it
   */
  public PullRelay(Plan plan, StreamRegistry streams, BiConsumer<Relay, @Nullable String> report) {
    super(plan, report);
    this.streams = streams;
  }

  @Override
  public String kind() {
    return "pull";
  }

  @Override
  CompletionStage<ClientStream> open(RtmpClient opened) {
    client = opened;
    return opened.play(plan().uri().stream(), this);
  }

  /** Frames come by themselves. */
  @Override
  void run(ClientStream stream) {}

  /** Servers keep players whose stream has ended; here the script decides whether to wait. */
  @Override
  public void onStatus(RtmpStatus status) {
    if (ENDS.contains(status.code()) || status.isError()) {
      stop(status.toString());
    }
  }

  @Override
  public void onMedia(int type, long timestamp, ByteBuf body) {
    long time = MediaTime.ofMillis(clock.millis((int) timestamp));
    MediaFrame frame = demuxer.frame(type, time, body.retain());
    if (frame == null) {
      return;
    }
    Publication open = publication == null && !isSignal(frame) ? publish() : publication;
    if (open == null) {
      frame.release();
    } else {
      open.write(frame);
    }
  }

  /** Servers send {@code |RtmpSampleAccess} long before there is a stream. */
  private static boolean isSignal(MediaFrame frame) {
    return frame.kind() == MediaKind.DATA && !frame.isConfig();
  }

  private @Nullable Publication publish() {
    RtmpClient open = client;
    if (open == null) {
      return null;
    }
    try {
      publication =
          streams.publish(plan().stream(), open.connection().channel().eventLoop(), new Owner());
    } catch (StreamBusyException e) {
      client = null;
      stop(String.valueOf(e.getMessage()));
    }
    return publication;
  }

  @Override
  public void onReadComplete() {
    if (publication != null) {
      publication.flush();
    }
  }

  @Override
  void release() {
    client = null;
    Publication open = publication;
    publication = null;
    if (open != null) {
      open.close(CloseReason.DISCONNECTED);
    }
  }
}
