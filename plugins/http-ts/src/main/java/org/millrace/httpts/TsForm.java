package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.Subscription;
import org.millrace.http.RawFraming;
import org.millrace.http.live.LiveForm;

/** One viewer's stream as MPEG-TS: packets that all viewers share, from where it starts. */
final class TsForm implements LiveForm {
  private final RawFraming framing;
  private @Nullable TsEncoder encoder;

  TsForm(RawFraming framing) {
    this.framing = framing;
  }

  @Override
  public String contentType() {
    return "video/mp2t";
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    TsEncoder shared = encoder;
    if (shared == null) {
      shared = new TsEncoder(framing, from.stream()::tracks);
      encoder = shared;
    }
    return from.poll(shared, maxBytes);
  }
}
