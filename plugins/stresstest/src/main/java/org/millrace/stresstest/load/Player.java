package org.millrace.stresstest.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.stresstest.media.FrameStamp;

/**
 * A connection that plays. If it is sampled, what comes is looked at: how old is a frame, and are
 * there all of them? Else it is only counted, so that thousands of players cost little.
 */
final class Player extends LoadConnection {
  /** What a slow player takes in a second. */
  private static final int SLOW_BYTES_PER_SECOND = 1024;

  /** With the kernel's usual megabytes a slow player would not be one for the first minute. */
  private static final int SLOW_RECEIVE_BUFFER = 8192;

  private final PlayerKind kind;
  private @Nullable RtmpClient client;
  private long nextSequence = -1;

  Player(Load load, int index, RtmpUri uri, PlayerKind kind) {
    super(load, index, uri);
    this.kind = kind;
  }

  @Override
  CompletionStage<ClientStream> request(RtmpClient opened, String name) {
    client = opened;
    return opened.play(name, this);
  }

  @Override
  void agreed(ClientStream stream) {
    if (kind != PlayerKind.SAMPLED) {
      stream.client().discardInput();
    }
    if (kind == PlayerKind.SLOW) {
      Channel channel = stream.client().connection().channel();
      channel.config().setOption(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
      channel.config().setAutoRead(false);
      readSlowly(channel, bytes());
    }
  }

  /** One read, and the next when its bytes are paid for. */
  private void readSlowly(Channel channel, long before) {
    long read = bytes() - before;
    long millis = Math.max(100, read * 1000 / SLOW_BYTES_PER_SECOND);
    long now = bytes();
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (!hasEnded()) {
                channel.read();
                readSlowly(channel, now);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void onMedia(int type, long timestamp, ByteBuf body) {
    if (type != FlvTagType.VIDEO || kind != PlayerKind.SAMPLED) {
      return;
    }
    FrameStamp stamp = FrameStamp.find(body);
    if (stamp == null) {
      return;
    }
    long missed = 0;
    if (nextSequence < 0) {
      share().firstFrame(System.nanoTime() - openedNanos());
    } else {
      missed = Math.max(0, stamp.sequence() - nextSequence);
    }
    nextSequence = stamp.sequence() + 1;
    share().seen(stamp, missed);
  }

  @Override
  long bytes() {
    return client == null ? 0 : client.receivedBytes();
  }

  @Override
  boolean isSlow() {
    return kind == PlayerKind.SLOW;
  }
}
