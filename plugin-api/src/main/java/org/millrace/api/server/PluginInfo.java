package org.millrace.api.server;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.contract.Experimental;

/**
 * A plugin that is loaded.
 *
 * @param id its id
 * @param version its semantic version
 * @param file its jar
 * @param module the module that it is
 * @param requires the versions of plugin-api that it accepts
 * @param dependencies the plugins that it needs, as its manifest has them
 * @param dependents ids of the loaded plugins that need it, directly
 * @param description for people; "" if there is none
 * @param provider who made it; "" if it does not say so
 * @param license "" if it does not say so
 * @param chains names of the chains of protocols that it brings
 * @param applicationTypes the types of application that it brings
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record PluginInfo(
    String id,
    String version,
    Path file,
    String module,
    String requires,
    List<String> dependencies,
    List<String> dependents,
    String description,
    String provider,
    String license,
    List<String> chains,
    List<String> applicationTypes) {

  /** Copies the lists. */
  public PluginInfo {
    dependencies = List.copyOf(dependencies);
    dependents = List.copyOf(dependents);
    chains = List.copyOf(chains);
    applicationTypes = List.copyOf(applicationTypes);
  }
}
