package org.millrace.api.plugin;

import org.millrace.api.contract.Stable;

/** The version of this API, which {@code Plugin-Requires} is checked against. */
@Stable(since = "0.9.0")
public final class ApiVersion {
  /** Semantic version of plugin-api alone, not of the server. */
  public static final String CURRENT = "0.9.0";

  private ApiVersion() {}
}
