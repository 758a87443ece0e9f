package org.millrace.api.plugin;

/** The version of this API, which {@code Plugin-Requires} is checked against. */
public final class ApiVersion {
  /** Semantic version of plugin-api alone, not of the server. */
  public static final String CURRENT = "0.9.0";

  private ApiVersion() {}
}
