package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Subscription;
import org.millrace.http.RawFraming;
import org.millrace.http.live.LiveForm;
import org.millrace.http.live.StreamBegin;
import org.millrace.mpegts.mux.TsMuxer;

/** One viewer's stream as MPEG-TS: packets that all viewers share, from where it starts. */
final class TsForm implements LiveForm {
  private final RawFraming framing;
  private final InstantSource clock;
  private final Logger log;
  private @Nullable TsEncoder encoder;

  TsForm(RawFraming framing, InstantSource clock, Logger log) {
    this.framing = framing;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public String contentType() {
    return "video/mp2t";
  }

  @Override
  public Duration holdBack(LiveStream stream) {
    return StreamBegin.remaining(stream, clock.instant(), TsMuxer::carries);
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    TsEncoder shared = encoder;
    if (shared == null) {
      shared = new TsEncoder(framing, from.stream(), log);
      encoder = shared;
    }
    return from.poll(shared, maxBytes);
  }
}
