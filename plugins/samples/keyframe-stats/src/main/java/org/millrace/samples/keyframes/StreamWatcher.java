package org.millrace.samples.keyframes;

import java.time.Clock;
import java.util.function.Consumer;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;

/** Puts a meter on every stream that is published. */
final class StreamWatcher implements StreamListener {
  private static final SubscribeOptions FROM_KEY_FRAME =
      new SubscribeOptions(StartMode.KEYFRAME, null);

  private final PluginContext context;
  private final Consumer<Group> sink;

  private StreamWatcher(PluginContext context, Consumer<Group> sink) {
    this.context = context;
    this.sink = sink;
  }

  /**
   * Watches the streams that are there, and those that will come, until the plugin is stopped: the
   * host then takes back listeners and subscriptions.
   */
  static void watch(PluginContext context, Consumer<Group> sink) {
    StreamWatcher watcher = new StreamWatcher(context, sink);
    StreamRegistry streams = context.streams();
    streams.streams().stream().filter(LiveStream::isLive).forEach(watcher::onPublished);
    streams.addListener(watcher);
  }

  @Override
  public void onPublished(LiveStream stream) {
    GroupMeter meter = new GroupMeter(stream.key(), Clock.systemUTC(), sink);
    context.streams().subscribe(stream.key(), FROM_KEY_FRAME, context.eventLoops().next(), meter);
  }
}
