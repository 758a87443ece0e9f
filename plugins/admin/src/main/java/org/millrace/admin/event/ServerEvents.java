package org.millrace.admin.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.view.Names;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;

/**
 * Tells what the server tells, under the names that crtmpserver's line has for it: a carrier is a
 * connection, an inStream is what is published, an outStream what somebody plays.
 */
public final class ServerEvents implements ServerListener {
  private final EventBus bus;

  /**
   * A listener.
   *
   * @param bus where events go
   */
  public ServerEvents(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public void onEvent(ServerEvent event) {
    if (event instanceof ServerEvent.ConnectionOpened opened) {
      bus.tell("carrierCreated", connection(opened.connection()));
    } else if (event instanceof ServerEvent.ConnectionClosed closed) {
      bus.tell("carrierClosed", with(connection(closed.connection()), "reason", closed.reason()));
    } else if (event instanceof ServerEvent.PlayBegun begun) {
      bus.tell("outStreamCreated", viewer(begun.viewer()));
    } else if (event instanceof ServerEvent.PlayEnded ended) {
      bus.tell("outStreamClosed", viewer(ended.viewer()));
    } else if (event instanceof ServerEvent.EventsLost lost) {
      bus.tell("eventsLost", map("count", lost.count()));
    } else {
      onStreamEvent(event);
    }
  }

  private void onStreamEvent(ServerEvent event) {
    if (event instanceof ServerEvent.StreamPublished published) {
      bus.tell(
          "inStreamCreated", with(stream(published.stream()), "publisher", published.publisher()));
    } else if (event instanceof ServerEvent.StreamUnpublished unpublished) {
      Map<String, @Nullable Object> payload = stream(unpublished.stream());
      payload.put("reason", Names.lower(unpublished.reason()));
      payload.put("bytesCount", unpublished.statistics().bytesIn());
      payload.put("audioPacketsCount", unpublished.statistics().audioFramesIn());
      payload.put("videoPacketsCount", unpublished.statistics().videoFramesIn());
      bus.tell("inStreamClosed", payload);
    } else if (event instanceof ServerEvent.FramesDropped dropped) {
      bus.tell("framesDropped", with(stream(dropped.stream()), "frames", dropped.frames()));
    } else if (event instanceof ServerEvent.RecordingBegun begun) {
      bus.tell("recordChunkCreated", recording(begun.recording()));
    } else if (event instanceof ServerEvent.RecordingEnded ended) {
      bus.tell(
          ended.complete() ? "recordChunkClosed" : "recordChunkError",
          recording(ended.recording()));
    } else if (event instanceof ServerEvent.PluginStarted started) {
      bus.tell("pluginStarted", map("id", started.plugin(), "version", started.version()));
    } else if (event instanceof ServerEvent.PluginUnloaded unloaded) {
      bus.tell("pluginUnloaded", map("id", unloaded.plugin(), "version", unloaded.version()));
    }
  }

  private static Map<String, @Nullable Object> connection(ConnectionInfo connection) {
    return map(
        "id",
        connection.id(),
        "protocol",
        connection.chain(),
        "farIp",
        Names.ip(connection.remoteAddress()),
        "farPort",
        connection.remoteAddress().getPort(),
        "nearIp",
        Names.ip(connection.localAddress()),
        "nearPort",
        connection.localAddress().getPort(),
        "rx",
        connection.bytesIn(),
        "tx",
        connection.bytesOut());
  }

  private static Map<String, @Nullable Object> stream(StreamKey key) {
    return map("appName", key.application(), "name", key.name());
  }

  private static Map<String, @Nullable Object> viewer(ViewerInfo viewer) {
    Map<String, @Nullable Object> payload = stream(viewer.stream());
    payload.put("id", viewer.id());
    payload.put("connection", viewer.connection());
    payload.put("protocol", viewer.protocol());
    payload.put("farIp", Names.ip(viewer.remoteAddress()));
    payload.put("farPort", viewer.remoteAddress().getPort());
    payload.put("bytesCount", viewer.statistics().bytesOut());
    payload.put("droppedPacketsCount", viewer.statistics().framesDropped());
    return payload;
  }

  private static Map<String, @Nullable Object> recording(RecordingInfo recording) {
    Map<String, @Nullable Object> payload = stream(recording.stream());
    payload.put("id", recording.id());
    payload.put("file", recording.file().toString());
    payload.put("bytesCount", recording.bytes());
    return payload;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> payload, String key, Object value) {
    payload.put(key, value);
    return payload;
  }

  private static Map<String, @Nullable Object> map(Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
