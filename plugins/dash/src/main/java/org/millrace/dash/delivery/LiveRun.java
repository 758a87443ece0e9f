package org.millrace.dash.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.millrace.dash.manifest.Manifest;
import org.millrace.dash.manifest.ManifestOptions;
import org.millrace.dash.manifest.Periods;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.http.HttpReply;
import org.millrace.http.RelativeName;

/** One run of a stream with its manifest, which is the same for all viewers. Any thread. */
final class LiveRun {
  private static final String CONTENT_TYPE = "application/dash+xml";

  /**
   * A manifest.
   *
   * @param version of the window that it tells of
   * @param periods told so far
   * @param text on the heap and never released; to be duplicated
   * @param tag changes with the text
   */
  private record Written(long version, Periods periods, ByteBuf text, String tag) {}

  private final SegmentedStream stream;
  private final String session;
  private final ManifestOptions options;
  private final AtomicReference<Written> newest =
      new AtomicReference<>(new Written(-1, Periods.NONE, Unpooled.EMPTY_BUFFER, ""));

  LiveRun(SegmentedStream stream, String session, ManifestOptions options) {
    this.stream = stream;
    this.session = session;
    this.options = options;
  }

  SegmentedStream stream() {
    return stream;
  }

  String session() {
    return session;
  }

  HttpReply manifest() {
    Written written = newest.updateAndGet(this::renewed);
    return HttpReply.bytes(CONTENT_TYPE, written.text().retainedDuplicate())
        .cacheControl("no-cache")
        .etag(written.tag());
  }

  private Written renewed(Written before) {
    StreamWindow window = stream.window();
    if (window.version() <= before.version()) {
      return before;
    }
    Periods periods = before.periods().extended(window);
    String name = RelativeName.of(stream.key().name());
    String text =
        Manifest.write(
            window,
            periods,
            options,
            new Manifest.Addresses(
                name + ".mpd?" + ManifestHandler.SESSION + "=" + session,
                name + ".dash/" + session + "/",
                name + ".dash/clock"));
    ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    String tag = stream.epoch() + "-" + Integer.toHexString(text.hashCode());
    return new Written(window.version(), periods, bytes, tag);
  }
}
