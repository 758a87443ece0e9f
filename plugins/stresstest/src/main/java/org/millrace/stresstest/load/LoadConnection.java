package org.millrace.stresstest.load;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.rtmp.client.StreamListener;

/** One connection of a load, from the first packet to the last. */
abstract class LoadConnection implements StreamListener {
  private final Load load;
  private final int index;
  private final RtmpUri uri;
  private @Nullable LoopShare share;
  private @Nullable RtmpClient client;
  private long openedNanos;
  private long bytesBefore;
  private boolean agreed;
  private boolean ended;

  LoadConnection(Load load, int index, RtmpUri uri) {
    this.load = load;
    this.index = index;
    this.uri = uri;
  }

  /** Opens the connection. Any thread; once. */
  final void open(RtmpDialer dialer) {
    openedNanos = System.nanoTime();
    dialer
        .connect(uri)
        .thenCompose(this::connected)
        .whenComplete(
            (stream, failure) -> {
              if (failure == null) {
                agreed = true;
                mark();
                agreed(stream);
                load.ready();
              } else {
                end(Load.reason(failure));
              }
            });
  }

  private CompletionStage<ClientStream> connected(RtmpClient opened) {
    client = opened;
    share = load.join(this, opened.connection().channel().eventLoop());
    return request(opened, uri.stream());
  }

  /** Plays or publishes. */
  abstract CompletionStage<ClientStream> request(RtmpClient opened, String name);

  /** The server has agreed. */
  abstract void agreed(ClientStream stream);

  /** Bytes received or sent up to now. */
  abstract long bytes();

  /** Whether it is not to be compared with the others. */
  boolean isSlow() {
    return false;
  }

  /** Counts from here. */
  final void mark() {
    bytesBefore = bytes();
  }

  final long measuredBytes() {
    return bytes() - bytesBefore;
  }

  final long openedNanos() {
    return openedNanos;
  }

  final LoopShare share() {
    return Objects.requireNonNull(share, "not connected");
  }

  final boolean hasEnded() {
    return ended;
  }

  @Override
  public final void onClosed(String reason) {
    end(reason);
  }

  /** Ends the connection, as all of the load ends. */
  final void close() {
    end("");
  }

  /** Refusals, failures, a server that closes, and our own end; the first of them counts. */
  private void end(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    if (share != null) {
      share.remove(this);
    }
    load.ended(index, agreed, reason);
    if (client != null) {
      client.close(reason.isEmpty() ? "the load test has ended" : reason);
    }
  }
}
