package org.millrace.api.application;

import org.millrace.api.contract.Stable;

/** Kinds of refusal; each protocol has a status for each. */
@Stable(since = "0.9.0")
public enum Refusal {
  /** There is no such application. */
  UNKNOWN_APPLICATION,
  /** The peer is not allowed to. */
  NOT_ALLOWED,
  /** The name cannot be used: empty, too long, with forbidden characters. */
  BAD_NAME,
  /** Somebody else publishes under that name. */
  BUSY,
  /** There is no such stream or file. */
  NOT_FOUND,
  /** A limit of the server or the application is reached. */
  LIMIT,
  /** A hook or the server itself failed. */
  FAILED,
  /** The server is stopping. */
  SHUTDOWN
}
