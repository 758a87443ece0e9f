package org.millrace.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How plugins are watched.
 *
 * @param loopBlockLimit how long an event loop may give no sign of life; zero means for ever
 * @param leakDetection which buffers are watched, if the configuration says so
 */
public record WatchdogConfig(Duration loopBlockLimit, Optional<LeakDetection> leakDetection) {

  /** Netty's levels of leak detection. */
  public enum LeakDetection {
    /** No buffer is watched. */
    DISABLED,
    /** One of many is, and it is known who made it. */
    SIMPLE,
    /** One of many is, and it is known who has touched it. */
    ADVANCED,
    /** All are; slow. */
    PARANOID
  }
}
