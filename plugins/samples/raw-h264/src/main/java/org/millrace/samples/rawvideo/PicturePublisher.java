package org.millrace.samples.rawvideo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.media.AvcByteStream;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;

/** Publishes the pictures of one connection. */
final class PicturePublisher extends SimpleChannelInboundHandler<ByteBuf>
    implements PublicationOwner {
  private final ConnectionContext connection;
  private final int frameRate;
  private final AvcByteStream pictures;
  private final long startNanos = System.nanoTime();
  private @Nullable Publication publication;
  private @Nullable Track track;
  private long count;

  PicturePublisher(ConnectionContext connection) {
    this.connection = connection;
    this.frameRate = RawH264Plugin.FRAME_RATE.read(connection.settings());
    this.pictures =
        new AvcByteStream(
            connection.channel().alloc(),
            RawH264Plugin.MAX_PICTURE_BYTES.read(connection.settings()).intValue(),
            this::publish);
  }

  /** Asks the application; nothing is read until it has said yes. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(false);
    String name = RawH264Plugin.STREAM_NAME.read(connection.settings());
    PublishRequest request = new PublishRequest(name, PublishRequest.Recording.NONE, Map.of());
    connection
        .connect(new ConnectRequest("h264", "", "", "", "", connection.remoteAddress(), Map.of()))
        .thenCompose(client -> client.publish(request, this))
        .whenComplete(
            (opened, failure) -> {
              publication = opened;
              context.channel().config().setAutoRead(failure == null);
              if (failure != null) {
                connection.close("publishing is refused: " + failure.getMessage());
              }
            });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    pictures.write(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (publication != null) {
      publication.flush();
    }
  }

  /** A byte stream knows no time: decoding and presentation are taken to be the same. */
  private void publish(ByteBuf picture, DecoderConfig config, boolean isKey) {
    long time =
        frameRate > 0
            ? MediaTime.of(count++, frameRate)
            : MediaTime.of(System.nanoTime() - startNanos, 1_000_000_000);
    if (track == null || !track.config().equals(config)) {
      track = Track.Video.of(0, Codec.H264, config);
      write(MediaFrame.of(track, time, time, MediaFrame.CONFIG, config.asBuffer()));
    }
    write(MediaFrame.of(track, time, time, isKey ? MediaFrame.KEY : 0, picture));
  }

  private void write(MediaFrame frame) {
    if (publication == null) {
      frame.release();
    } else {
      publication.write(frame);
    }
  }

  /** By now the host has ended the publication: the last picture, cut off or not, goes nowhere. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    pictures.end();
  }

  @Override
  public String describe() {
    return "h264 " + connection.id() + " " + connection.remoteAddress();
  }

  @Override
  public void onClosed(CloseReason reason) {
    connection.close("the stream was ended: " + reason);
  }
}
