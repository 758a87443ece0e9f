package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** Takes what is there in wire form, as a player with a fast line does, and sends it nowhere. */
final class BenchViewer implements Subscriber {
  private static final int MAX_BYTES = 65_536;

  long bytes;

  @Override
  public void onFrames(Subscription subscription) {
    ByteBuf taken = subscription.poll(LineEncoder.ALL, MAX_BYTES);
    while (taken != null) {
      bytes += taken.readableBytes();
      taken.release();
      taken = subscription.poll(LineEncoder.ALL, MAX_BYTES);
    }
  }

  @Override
  public void onClosed(Subscription subscription, CloseReason reason) {}
}
