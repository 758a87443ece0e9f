package org.millrace.api.media;

import org.millrace.api.contract.Stable;

/**
 * A decoder configuration or a part of a bit stream that its codec's specification does not allow,
 * or that ends too early. The message says what was found and what was expected.
 */
@Stable(since = "0.9.0")
public final class CodecConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A malformed configuration.
   *
   * @param problem such as {@code AVC configuration version: 3 (expected: 1)}
   */
  public CodecConfigException(String problem) {
    super(problem);
  }
}
