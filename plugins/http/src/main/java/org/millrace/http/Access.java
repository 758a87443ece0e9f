package org.millrace.http;

/** Who may use a route. */
public enum Access {
  /** Everybody; pages of other origins as the setting {@code corsOrigins} has it. */
  PUBLIC,
  /**
   * The administrator: from the addresses of {@code adminAddresses} (loopback alone by default),
   * with the token or the cookie of a session; never for pages of other origins.
   */
  ADMIN
}
