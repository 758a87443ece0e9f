package org.millrace.flvplayback;

import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * A stream that the configuration wants pulled from another server.
 *
 * @param uri where it is
 * @param localStreamName what it is called here
 */
record ExternalStream(String uri, String localStreamName) {
  static final Setting<String> URI = Setting.text("uri", null, "Where the stream is.");
  static final Setting<String> LOCAL_STREAM_NAME =
      Setting.text("localStreamName", null, "What it is called here.");

  /**
   * Reads {@code externalStreams}.
   *
   * @param settings the application's table
   * @return in the order of the file
   */
  static List<ExternalStream> all(ConfigNode.Table settings) {
    return FlvPlaybackSettings.EXTERNAL_STREAMS.read(settings).stream()
        .map(table -> new ExternalStream(URI.read(table), LOCAL_STREAM_NAME.read(table)))
        .toList();
  }

  /**
   * The URI for people.
   *
   * @return without user and password
   */
  String uriForLog() {
    return uri.replaceFirst("^([a-zA-Z0-9+.-]+://)[^/@]*@", "$1");
  }
}
