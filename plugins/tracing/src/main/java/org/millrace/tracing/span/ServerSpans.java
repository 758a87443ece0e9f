package org.millrace.tracing.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;

/**
 * Makes spans of the server's events. What is played is a part of its connection, a recording a
 * part of what is published.
 */
public final class ServerSpans implements ServerListener {
  private static final String CONNECTION = "connection";
  private static final String PUBLISH = "publish";
  private static final String PLAY = "play";
  private static final String RECORDING = "recording";

  /** The key of what nothing is a part of. */
  private static final String NONE = "";

  private final Lasting lasting;

  /**
   * Makes spans of all that happens from now on.
   *
   * @param tracer makes them
   */
  public ServerSpans(Tracer tracer) {
    lasting = new Lasting(tracer);
  }

  @Override
  public void onEvent(ServerEvent event) {
    if (event instanceof ServerEvent.ConnectionOpened opened) {
      ConnectionInfo connection = opened.connection();
      lasting.begin(
          CONNECTION, connection.id(), NONE, opened.time(), connection(connection).build());
    } else if (event instanceof ServerEvent.ConnectionClosed closed) {
      onClosed(closed);
    } else if (event instanceof ServerEvent.PlayBegun begun) {
      ViewerInfo viewer = begun.viewer();
      lasting.begin(PLAY, viewer.id(), viewer.connection(), begun.time(), viewer(viewer).build());
    } else if (event instanceof ServerEvent.PlayEnded ended) {
      onPlayEnded(ended);
    } else {
      onStreamEvent(event);
    }
  }

  private void onStreamEvent(ServerEvent event) {
    if (event instanceof ServerEvent.StreamPublished published) {
      lasting.begin(
          PUBLISH,
          published.stream(),
          NONE,
          published.time(),
          stream(published.stream()).put(Keys.PUBLISHER, published.publisher()).build());
    } else if (event instanceof ServerEvent.StreamUnpublished unpublished) {
      onUnpublished(unpublished);
    } else if (event instanceof ServerEvent.RecordingBegun begun) {
      RecordingInfo recording = begun.recording();
      lasting.begin(
          RECORDING,
          recording.id(),
          recording.stream(),
          begun.time(),
          recording(recording).build());
    } else if (event instanceof ServerEvent.RecordingEnded ended) {
      onRecordingEnded(ended);
    } else {
      onServerEvent(event);
    }
  }

  private void onServerEvent(ServerEvent event) {
    if (event instanceof ServerEvent.PluginStarted started) {
      lasting.moment("plugin started", started.time(), plugin(started.plugin(), started.version()));
    } else if (event instanceof ServerEvent.PluginUnloaded unloaded) {
      lasting.moment(
          "plugin unloaded", unloaded.time(), plugin(unloaded.plugin(), unloaded.version()));
    } else if (event instanceof ServerEvent.EventsLost lost) {
      lasting.forget();
      lasting.moment("events lost", lost.time(), Attributes.of(Keys.EVENTS_LOST, lost.count()));
    }
  }

  private void onClosed(ServerEvent.ConnectionClosed closed) {
    ConnectionInfo connection = closed.connection();
    Attributes attributes =
        connection(connection)
            .put(Keys.REASON, closed.reason())
            .put(Keys.BYTES_IN, connection.bytesIn())
            .put(Keys.BYTES_OUT, connection.bytesOut())
            .build();
    lasting.end(CONNECTION, connection.id(), closed.time(), attributes, null);
  }

  private void onPlayEnded(ServerEvent.PlayEnded ended) {
    ViewerInfo viewer = ended.viewer();
    Attributes attributes =
        viewer(viewer)
            .put(Keys.FRAMES, viewer.statistics().framesOut())
            .put(Keys.FRAMES_DROPPED, viewer.statistics().framesDropped())
            .build();
    lasting.end(PLAY, viewer.id(), ended.time(), attributes, null);
  }

  private void onUnpublished(ServerEvent.StreamUnpublished unpublished) {
    String reason = unpublished.reason().name().toLowerCase(Locale.ROOT);
    Attributes attributes =
        stream(unpublished.stream())
            .put(Keys.REASON, reason)
            .put(Keys.BYTES_IN, unpublished.statistics().bytesIn())
            .put(Keys.FRAMES, unpublished.statistics().framesIn())
            .build();
    lasting.end(
        PUBLISH,
        unpublished.stream(),
        unpublished.time(),
        attributes,
        isFailure(unpublished.reason()) ? reason : null);
  }

  private static boolean isFailure(CloseReason reason) {
    return switch (reason) {
      case DISCONNECTED, SILENT, FAILED -> true;
      case CLIENT, TAKEN_OVER, TOO_SLOW, KICKED, SHUTDOWN -> false;
    };
  }

  private void onRecordingEnded(ServerEvent.RecordingEnded ended) {
    RecordingInfo recording = ended.recording();
    Attributes attributes =
        recording(recording)
            .put(Keys.FRAMES, recording.frames())
            .put(Keys.BYTES_OUT, recording.bytes())
            .build();
    @Nullable String failure = ended.complete() ? null : "incomplete";
    lasting.end(RECORDING, recording.id(), ended.time(), attributes, failure);
  }

  private static AttributesBuilder connection(ConnectionInfo connection) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Keys.CONNECTION, connection.id())
            .put(Keys.CHAIN, connection.chain())
            .put(Keys.SECURE, connection.secure())
            .put(Keys.TRANSPORT, "tcp")
            .put(Keys.LOCAL_ADDRESS, Keys.ip(connection.localAddress()))
            .put(Keys.LOCAL_PORT, (long) connection.localAddress().getPort());
    Keys.putPeer(attributes, connection.remoteAddress());
    if (!connection.acceptorApplication().isEmpty()) {
      attributes.put(Keys.APPLICATION, connection.acceptorApplication());
    }
    return attributes;
  }

  private static AttributesBuilder viewer(ViewerInfo viewer) {
    AttributesBuilder attributes =
        stream(viewer.stream())
            .put(Keys.VIEWER, viewer.id())
            .put(Keys.CONNECTION, viewer.connection())
            .put(Keys.PROTOCOL, viewer.protocol().toLowerCase(Locale.ROOT));
    Keys.putPeer(attributes, viewer.remoteAddress());
    return attributes;
  }

  private static AttributesBuilder recording(RecordingInfo recording) {
    return stream(recording.stream())
        .put(Keys.RECORDING, recording.id())
        .put(Keys.FILE_PATH, recording.file().toString());
  }

  private static AttributesBuilder stream(StreamKey stream) {
    return Attributes.builder()
        .put(Keys.APPLICATION, stream.application())
        .put(Keys.STREAM, stream.name());
  }

  private static Attributes plugin(String id, String version) {
    return Attributes.of(Keys.PLUGIN, id, Keys.PLUGIN_VERSION, version);
  }
}
