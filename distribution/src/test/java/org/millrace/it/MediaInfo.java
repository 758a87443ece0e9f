package org.millrace.it;

import java.util.List;
import java.util.Map;

/**
 * What ffprobe says about a file or URL.
 *
 * @param format the container: {@code format_name}, {@code duration}, {@code TAG:...}
 * @param streams the tracks
 */
record MediaInfo(Map<String, String> format, List<Track> streams) {

  /**
   * One track.
   *
   * @param values as ffprobe names them: {@code codec_name}, {@code width}, {@code sample_rate} ...
   */
  record Track(Map<String, String> values) {
    String type() {
      return values.getOrDefault("codec_type", "");
    }

    String codec() {
      return values.getOrDefault("codec_name", "");
    }

    int number(String key) {
      return Integer.parseInt(values.get(key));
    }
  }

  Track video() {
    return ofType("video");
  }

  Track audio() {
    return ofType("audio");
  }

  double durationSeconds() {
    return Double.parseDouble(format.get("duration"));
  }

  private Track ofType(String type) {
    return streams.stream()
        .filter(stream -> stream.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + this));
  }
}
