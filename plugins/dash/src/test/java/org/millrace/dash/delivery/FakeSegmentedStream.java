package org.millrace.dash.delivery;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.dash.manifest.TestStream;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentListener;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.StreamWindow;

/** A stream with pictures alone, as a test has them made. */
final class FakeSegmentedStream implements SegmentedStream {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<SegmentListener> listeners = new ArrayList<>();
  private final TestStream video = TestStream.video();
  private long version;
  private boolean ended;

  TestStream video() {
    return video;
  }

  int listeners() {
    return listeners.size();
  }

  /** Tells what has changed. */
  void tell() {
    version++;
    StreamWindow now = window();
    List.copyOf(listeners).forEach(listener -> listener.onWindow(now));
  }

  void end() {
    ended = true;
    tell();
  }

  @Override
  public StreamKey key() {
    return new StreamKey("live", "cam");
  }

  @Override
  public String epoch() {
    return "e1";
  }

  @Override
  public EventLoop eventLoop() {
    return channel.eventLoop();
  }

  @Override
  public StreamWindow window() {
    return TestStream.window(version, ended, video);
  }

  @Override
  public Optional<Segment> segment(String rendition, long number) {
    return rendition.equals("video") ? video.find(number) : Optional.empty();
  }

  @Override
  public void touch() {}

  @Override
  public StreamRegistry.Registration addListener(SegmentListener listener) {
    listeners.add(listener);
    listener.onWindow(window());
    return () -> listeners.remove(listener);
  }
}
