package org.millrace.server.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;

/** The flight recorder's view of what happens: its events, {@code org.millrace.*}. */
final class FlightTypes {
  private FlightTypes() {}

  @Name("org.millrace.Connection")
  @Label("Connection")
  @Category("Millrace")
  @StackTrace(false)
  static final class ConnectionFlight extends Event {
    @Label("What")
    final String what;

    @Label("Connection")
    final String connection;

    @Label("Chain of Protocols")
    final String chain;

    @Label("Peer")
    final String peer;

    @Label("Bytes In")
    @DataAmount
    final long bytesIn;

    @Label("Bytes Out")
    @DataAmount
    final long bytesOut;

    @Label("Reason")
    final String reason;

    ConnectionFlight(String what, ConnectionInfo info, String reason) {
      this.what = what;
      this.connection = info.id();
      this.chain = info.chain();
      this.peer = info.remoteAddress().toString();
      this.bytesIn = info.bytesIn();
      this.bytesOut = info.bytesOut();
      this.reason = reason;
    }
  }

  @Name("org.millrace.Publish")
  @Label("Publish")
  @Category("Millrace")
  @StackTrace(false)
  static final class PublishFlight extends Event {
    @Label("What")
    final String what;

    @Label("Stream")
    final String stream;

    @Label("Publisher, or Reason of the End")
    final String detail;

    @Label("Frames In")
    long framesIn;

    @Label("Bytes In")
    @DataAmount
    long bytesIn;

    PublishFlight(String what, StreamKey stream, String detail) {
      this.what = what;
      this.stream = stream.toString();
      this.detail = detail;
    }

    PublishFlight with(StreamStatistics statistics) {
      framesIn = statistics.framesIn();
      bytesIn = statistics.bytesIn();
      return this;
    }
  }

  @Name("org.millrace.Play")
  @Label("Play")
  @Category("Millrace")
  @StackTrace(false)
  static final class PlayFlight extends Event {
    @Label("What")
    final String what;

    @Label("Viewer")
    final String viewer;

    @Label("Connection")
    final String connection;

    @Label("Stream")
    final String stream;

    @Label("Frames Out")
    final long framesOut;

    @Label("Bytes Out")
    @DataAmount
    final long bytesOut;

    @Label("Frames Dropped")
    final long framesDropped;

    PlayFlight(String what, ViewerInfo info) {
      this.what = what;
      this.viewer = info.id();
      this.connection = info.connection();
      this.stream = info.stream().toString();
      this.framesOut = info.statistics().framesOut();
      this.bytesOut = info.statistics().bytesOut();
      this.framesDropped = info.statistics().framesDropped();
    }
  }

  @Name("org.millrace.FramesDropped")
  @Label("Frames Dropped")
  @Category("Millrace")
  @StackTrace(false)
  static final class DropFlight extends Event {
    @Label("Stream")
    final String stream;

    @Label("Frames")
    final long frames;

    DropFlight(StreamKey stream, long frames) {
      this.stream = stream.toString();
      this.frames = frames;
    }
  }

  @Name("org.millrace.Recording")
  @Label("Recording")
  @Category("Millrace")
  @StackTrace(false)
  static final class RecordingFlight extends Event {
    @Label("What")
    final String what;

    @Label("Stream")
    final String stream;

    @Label("File")
    final String file;

    @Label("Bytes")
    @DataAmount
    final long bytes;

    RecordingFlight(String what, RecordingInfo info) {
      this.what = what;
      this.stream = info.stream().toString();
      this.file = info.file().toString();
      this.bytes = info.bytes();
    }
  }

  @Name("org.millrace.Plugin")
  @Label("Plugin")
  @Category("Millrace")
  @StackTrace(false)
  static final class PluginFlight extends Event {
    @Label("What")
    final String what;

    @Label("Plugin")
    final String plugin;

    @Label("Version")
    final String version;

    PluginFlight(String what, String plugin, String version) {
      this.what = what;
      this.plugin = plugin;
      this.version = version;
    }
  }
}
