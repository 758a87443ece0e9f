package org.millrace.testkit.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpStatus;
import org.millrace.testkit.media.SyntheticSource;

/** A stream that is published. */
public final class PublishedStream {
  private static final long STEP_MILLIS = 10;

  private final ClientStream stream;
  private final StreamEvents events;
  private final EventLoop loop;
  private @Nullable Future<?> timer;

  PublishedStream(ClientStream stream, StreamEvents events) {
    this.stream = stream;
    this.events = events;
    this.loop = stream.client().connection().channel().eventLoop();
  }

  /**
   * Sends the next frames of a source, as fast as they can be sent. Waits until they are on their
   * way.
   *
   * @param source its decoder configurations are sent first, if they have not been
   * @param length how much media
   * @return this
   */
  public PublishedStream send(SyntheticSource source, Duration length) {
    onLoop(
        () -> {
          source.next(length, this::write);
          stream.flush();
        });
    return this;
  }

  /**
   * Sends a source at the speed that it plays at, until {@link #pause()} or the end.
   *
   * @param source its decoder configurations are sent first, if they have not been
   * @return this
   */
  public PublishedStream keepSending(SyntheticSource source) {
    Duration step = Duration.ofMillis(STEP_MILLIS);
    onLoop(
        () ->
            timer =
                loop.scheduleAtFixedRate(
                    () -> {
                      source.next(step, this::write);
                      stream.flush();
                    },
                    0,
                    STEP_MILLIS,
                    TimeUnit.MILLISECONDS));
    return this;
  }

  /**
   * Sends nothing more of what {@link #keepSending} sends.
   *
   * @return this
   */
  public PublishedStream pause() {
    onLoop(
        () -> {
          if (timer != null) {
            timer.cancel(false);
          }
        });
    return this;
  }

  /**
   * Sends one message as it is. Waits until it is on its way.
   *
   * @param type of the FLV tag that has such a body: 8 audio, 9 video, 18 data
   * @param millis its time
   * @param body may be wrong
   * @return this
   */
  public PublishedStream send(int type, long millis, byte[] body) {
    onLoop(
        () -> {
          write(type, millis, Unpooled.copiedBuffer(body));
          stream.flush();
        });
    return this;
  }

  private void write(int type, long millis, ByteBuf body) {
    stream.send(type, millis, body);
  }

  /**
   * What the server has said of the stream.
   *
   * @return in the order of arrival
   */
  public List<RtmpStatus> statuses() {
    return events.statuses();
  }

  /**
   * Waits until the server says something; what it has said already counts.
   *
   * @param code such as {@code NetStream.Publish.Start}
   * @return the first such status
   */
  public RtmpStatus awaitStatus(String code) {
    return events.await(code);
  }

  /** Ends publishing; the connection stays. */
  public void close() {
    pause();
    onLoop(stream::close);
  }

  private void onLoop(Runnable action) {
    loop.submit(action).syncUninterruptibly();
  }
}
