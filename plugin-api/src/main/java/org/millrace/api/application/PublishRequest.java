package org.millrace.api.application;

import java.util.Map;
import org.millrace.api.contract.Stable;

/**
 * A client wants to publish.
 *
 * @param stream the stream's name without its query
 * @param recording whether the client asks for a recording
 * @param parameters the parts of the name's query
 */
@Stable(since = "0.9.0")
public record PublishRequest(String stream, Recording recording, Map<String, String> parameters) {
  public PublishRequest {
    parameters = Map.copyOf(parameters);
  }

  /** Whether the client asks for a recording. */
  @Stable(since = "0.9.0")
  public enum Recording {
    /** Live alone. */
    NONE,
    /** Into a new file; an old one of that name is replaced. */
    RECORD,
    /** At the end of the file of that name, if there is one. */
    APPEND
  }
}
