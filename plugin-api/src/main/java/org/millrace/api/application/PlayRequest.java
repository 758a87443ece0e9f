package org.millrace.api.application;

import java.util.Map;
import org.millrace.api.contract.Stable;

/**
 * A client wants to play a live stream.
 *
 * @param stream the stream's name without its query
 * @param parameters the parts of the name's query
 */
@Stable(since = "0.9.0")
public record PlayRequest(String stream, Map<String, String> parameters) {
  public PlayRequest {
    parameters = Map.copyOf(parameters);
  }
}
