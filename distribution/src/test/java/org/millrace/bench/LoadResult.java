package org.millrace.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load generator reports.
 *
 * @param values numbers by their keys, such as "bytes", and "p99" of the nested "lat_ms"
 */
record LoadResult(Map<String, Double> values) {
  private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*(-?[0-9.]+)");

  /** Reads a JSON object whose keys are unique throughout. */
  static LoadResult parse(String json) {
    Map<String, Double> values = new HashMap<>();
    for (Matcher matcher = NUMBER.matcher(json); matcher.find(); ) {
      values.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
    }
    return new LoadResult(values);
  }

  double get(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new BenchException("the load generator reports no \"" + key + "\": " + values);
    }
    return value;
  }

  double bytesPerSecond() {
    return get("bytes") / get("seconds");
  }

  /** Those that failed, and those that are gone. */
  double failed() {
    return Math.max(get("errors"), get("conns") - get("alive"));
  }
}
