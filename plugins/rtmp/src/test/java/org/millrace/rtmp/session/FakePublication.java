package org.millrace.rtmp.session;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;

/** Notes what is published. */
final class FakePublication implements Publication {
  /** Written and flushed frames as text, {@code "VIDEO 40 ms 1701..."}. */
  final List<String> frames = new ArrayList<>();

  private final List<String> unflushed = new ArrayList<>();
  private final StreamKey key;
  final PublicationOwner owner;
  @Nullable CloseReason closed;

  FakePublication(StreamKey key, PublicationOwner owner) {
    this.key = key;
    this.owner = owner;
  }

  @Override
  public StreamKey key() {
    return key;
  }

  @Override
  public EventLoop eventLoop() {
    throw new IllegalStateException("not asked for");
  }

  @Override
  public LiveStream stream() {
    throw new IllegalStateException("not asked for");
  }

  @Override
  public void write(MediaFrame frame) {
    unflushed.add(Frames.describe(frame));
    frame.release();
  }

  @Override
  public void flush() {
    frames.addAll(unflushed);
    unflushed.clear();
  }

  @Override
  public boolean isOpen() {
    return closed == null;
  }

  @Override
  public void close(CloseReason reason) {
    flush();
    if (closed == null) {
      closed = reason;
    }
  }
}
