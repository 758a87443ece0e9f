package org.millrace.server.event;

import jdk.jfr.FlightRecorder;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ViewerInfo;
import org.millrace.server.event.FlightTypes.ConnectionFlight;
import org.millrace.server.event.FlightTypes.DropFlight;
import org.millrace.server.event.FlightTypes.PlayFlight;
import org.millrace.server.event.FlightTypes.PluginFlight;
import org.millrace.server.event.FlightTypes.PublishFlight;
import org.millrace.server.event.FlightTypes.RecordingFlight;

/**
 * Notes what happens in recordings of the virtual machine's flight recorder. As long as that has
 * not been started this costs a look at a flag, and the classes of its events are not loaded.
 */
final class FlightEvents implements ServerListener {

  /** Whether the flight recorder has been started. */
  boolean isRecording() {
    return FlightRecorder.isInitialized();
  }

  @Override
  public void onEvent(ServerEvent event) {
    if (isRecording()) {
      note(event);
    }
  }

  private static void note(ServerEvent event) {
    if (event instanceof ServerEvent.ConnectionOpened opened) {
      connection("opened", opened.connection(), "");
    } else if (event instanceof ServerEvent.ConnectionClosed closed) {
      connection("closed", closed.connection(), closed.reason());
    } else if (event instanceof ServerEvent.StreamPublished published) {
      new PublishFlight("begun", published.stream(), published.publisher()).commit();
    } else if (event instanceof ServerEvent.StreamUnpublished ended) {
      String reason = ended.reason().name();
      new PublishFlight("ended", ended.stream(), reason).with(ended.statistics()).commit();
    } else if (event instanceof ServerEvent.PlayBegun begun) {
      play("begun", begun.viewer());
    } else if (event instanceof ServerEvent.PlayEnded ended) {
      play("ended", ended.viewer());
    } else if (event instanceof ServerEvent.FramesDropped dropped) {
      new DropFlight(dropped.stream(), dropped.frames()).commit();
    } else if (event instanceof ServerEvent.RecordingBegun begun) {
      new RecordingFlight("begun", begun.recording()).commit();
    } else if (event instanceof ServerEvent.RecordingEnded ended) {
      new RecordingFlight("ended", ended.recording()).commit();
    } else if (event instanceof ServerEvent.PluginStarted started) {
      new PluginFlight("started", started.plugin(), started.version()).commit();
    } else if (event instanceof ServerEvent.PluginUnloaded unloaded) {
      new PluginFlight("unloaded", unloaded.plugin(), unloaded.version()).commit();
    }
  }

  private static void connection(String what, ConnectionInfo connection, String reason) {
    new ConnectionFlight(what, connection, reason).commit();
  }

  private static void play(String what, ViewerInfo viewer) {
    new PlayFlight(what, viewer).commit();
  }
}
