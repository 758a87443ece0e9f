package org.millrace.doubles;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;

/** Notes what is published; a frame counts when it has been flushed. */
public final class FakePublication implements Publication {
  private final StreamKey key;
  private final EventLoop loop;
  private final PublicationOwner owner;
  private final List<RecordedFrame> written = new ArrayList<>();
  private final List<RecordedFrame> frames = new ArrayList<>();
  private int flushes;
  private @Nullable CloseReason closed;

  /**
   * A publication that is open.
   *
   * @param key the stream
   * @param loop what it is written on
   * @param owner who publishes
   */
  public FakePublication(StreamKey key, EventLoop loop, PublicationOwner owner) {
    this.key = key;
    this.loop = loop;
    this.owner = owner;
  }

  /**
   * What has been published.
   *
   * @return in its order
   */
  public List<RecordedFrame> frames() {
    return List.copyOf(frames);
  }

  /**
   * How often was flushed.
   *
   * @return flushes with nothing to flush, too
   */
  public int flushes() {
    return flushes;
  }

  /**
   * Who publishes.
   *
   * @return to be told of an end
   */
  public PublicationOwner owner() {
    return owner;
  }

  /**
   * Why it ended.
   *
   * @return empty while it is open
   */
  public Optional<CloseReason> closed() {
    return Optional.ofNullable(closed);
  }

  /** Somebody else ends it, and its owner is told. */
  public void kick() {
    close(CloseReason.KICKED);
    owner.onClosed(CloseReason.KICKED);
  }

  @Override
  public StreamKey key() {
    return key;
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public LiveStream stream() {
    return new FakeStream(key, isOpen());
  }

  @Override
  public void write(MediaFrame frame) {
    written.add(RecordedFrame.of(frame));
    frame.release();
  }

  @Override
  public void flush() {
    flushes++;
    frames.addAll(written);
    written.clear();
  }

  @Override
  public boolean isOpen() {
    return closed == null;
  }

  @Override
  public void close(CloseReason reason) {
    frames.addAll(written);
    written.clear();
    if (closed == null) {
      closed = reason;
    }
  }
}
