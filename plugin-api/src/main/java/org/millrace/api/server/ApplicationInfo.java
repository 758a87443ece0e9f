package org.millrace.api.server;

import java.util.List;
import org.millrace.api.contract.Experimental;

/**
 * One application that runs.
 *
 * @param name unique among names and aliases
 * @param type what the plugin calls such applications
 * @param plugin the id of the plugin that brings the type
 * @param aliases other names
 * @param isDefault whether it takes the connections that name no application
 * @param clients how many it has let in and are connected
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ApplicationInfo(
    String name, String type, String plugin, List<String> aliases, boolean isDefault, int clients) {

  /** Copies the list. */
  public ApplicationInfo {
    aliases = List.copyOf(aliases);
  }
}
