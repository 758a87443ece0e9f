package org.millrace.http.connection;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder, which is told that the answer to HEAD has no body. */
final class ResponseEncoder extends HttpResponseEncoder {
  static final String NAME = "httpEncoder";

  private boolean head;

  /** Whether the next answer is one to HEAD. */
  void answersHead(boolean isHead) {
    head = isHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return super.isContentAlwaysEmpty(response) || (head && response.status().code() >= 200);
  }
}
