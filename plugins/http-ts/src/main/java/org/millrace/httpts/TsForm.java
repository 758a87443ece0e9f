package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.Subscription;
import org.millrace.http.live.LiveForm;

/** One viewer's stream as MPEG-TS: packets that all viewers share, from where it starts. */
final class TsForm implements LiveForm {
  private final boolean webSocket;
  private @Nullable TsEncoder encoder;

  TsForm(boolean webSocket) {
    this.webSocket = webSocket;
  }

  @Override
  public String contentType() {
    return "video/mp2t";
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    TsEncoder shared = encoder;
    if (shared == null) {
      shared = new TsEncoder(webSocket, from.stream()::tracks);
      encoder = shared;
    }
    return from.poll(shared, maxBytes);
  }
}
