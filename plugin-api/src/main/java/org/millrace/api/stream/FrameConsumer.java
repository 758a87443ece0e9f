package org.millrace.api.stream;

import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.media.MediaFrame;

/**
 * The simple reading side, for who wants every frame as it comes and never lags: {@link
 * #asSubscriber()} makes a subscriber that pushes frames here.
 */
@FunctionalInterface
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@PluginImplemented
public interface FrameConsumer {

  /**
   * Takes a frame.
   *
   * @param frame borrowed; retain it to keep it
   */
  void accept(MediaFrame frame);

  /**
   * Called when the subscription has been ended by the host.
   *
   * @param reason why
   */
  default void closed(CloseReason reason) {}

  /**
   * Adapts this consumer.
   *
   * @return a subscriber that takes every frame at once and releases it after {@link #accept}
   */
  default Subscriber asSubscriber() {
    return new Subscriber() {
      @Override
      public void onFrames(Subscription subscription) {
        MediaFrame frame = subscription.poll();
        while (frame != null) {
          try {
            accept(frame);
          } finally {
            frame.release();
          }
          frame = subscription.poll();
        }
      }

      @Override
      public void onClosed(Subscription subscription, CloseReason reason) {
        closed(reason);
      }
    };
  }
}
