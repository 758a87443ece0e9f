package org.millrace.stresstest.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.stresstest.media.SyntheticStream;

/** A connection that publishes a synthetic stream in real time. */
final class Publisher extends LoadConnection {
  /** What may wait in memory for a server that does not take it; then pictures are left out. */
  private static final long MAX_WAITING_BYTES = 4 << 20;

  /** Of a message in one chunk. */
  private static final int MESSAGE_HEADER_BYTES = 12;

  private final SyntheticStream media;
  private final long phaseNanos;
  private long startNanos;
  private long pictures;
  private long skipped;
  private long sounds;
  private long bytes;

  /**
   * A publisher.
   *
   * @param phaseNanos when its pictures are due, within the time of one: so that those of many
   *     publishers are not all due at once
   */
  Publisher(Load load, int index, RtmpUri uri, SyntheticStream media, long phaseNanos) {
    super(load, index, uri);
    this.media = media;
    this.phaseNanos = phaseNanos;
  }

  @Override
  CompletionStage<ClientStream> request(RtmpClient opened, String name) {
    return opened.publish(name, this);
  }

  @Override
  void agreed(ClientStream stream) {
    ByteBufAllocator allocator = channel(stream).alloc();
    send(stream, FlvTagType.SCRIPT_DATA, 0, media.metadata(allocator));
    send(stream, FlvTagType.VIDEO, 0, media.videoHeader(allocator));
    send(stream, FlvTagType.AUDIO, 0, media.audioHeader(allocator));
    stream.flush();
    startNanos = System.nanoTime() + phaseNanos;
    scheduleNext(stream);
  }

  private void scheduleNext(ClientStream stream) {
    long delay = startNanos + media.pictureNanos(pictures + skipped) - System.nanoTime();
    channel(stream).eventLoop().schedule(() -> sendDue(stream), delay, TimeUnit.NANOSECONDS);
  }

  /** Sends what is due. */
  private void sendDue(ClientStream stream) {
    if (hasEnded()) {
      return;
    }
    long elapsed = System.nanoTime() - startNanos;
    boolean room = hasRoom(stream);
    while (media.pictureNanos(pictures + skipped) <= elapsed) {
      if (room) {
        sendPicture(stream);
      } else {
        skipped++;
        share().notSent();
      }
    }
    sendSound(stream, elapsed, room);
    stream.flush();
    scheduleNext(stream);
  }

  private static boolean hasRoom(ClientStream stream) {
    return stream.isWritable() || channel(stream).bytesBeforeWritable() < MAX_WAITING_BYTES;
  }

  private void sendPicture(ClientStream stream) {
    long millis = media.pictureNanos(pictures + skipped) / 1_000_000;
    ByteBuf picture = media.picture(channel(stream).alloc(), pictures, System.nanoTime());
    send(stream, FlvTagType.VIDEO, millis, picture);
    pictures++;
    share().sent();
  }

  private void sendSound(ClientStream stream, long elapsed, boolean room) {
    for (; media.soundNanos(sounds) <= elapsed; sounds++) {
      if (room) {
        long millis = media.soundNanos(sounds) / 1_000_000;
        send(stream, FlvTagType.AUDIO, millis, media.sound(channel(stream).alloc()));
      }
    }
  }

  private void send(ClientStream stream, int type, long millis, ByteBuf body) {
    bytes += MESSAGE_HEADER_BYTES + body.readableBytes();
    stream.send(type, millis, body);
  }

  private static Channel channel(ClientStream stream) {
    return stream.client().connection().channel();
  }

  @Override
  long bytes() {
    return bytes;
  }
}
