package org.millrace.admin.view;

import java.util.List;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.PluginInfo;

/** A plugin. */
public record PluginView(
    @Field("Its id.") String id,
    @Field("Its version.") String version,
    @Field("Whether it is loaded; if not, nothing else is known of it.") boolean loaded,
    @Field("Its jar.") String file,
    @Field("The versions of the plugin API that it works with.") String requires,
    @Field("The plugins that it needs.") List<String> dependencies,
    @Field("The plugins that need it.") List<String> dependents,
    @Field("What it is.") String description,
    @Field("Who made it.") String provider,
    @Field("Its licence.") String license,
    @Field("The chains of protocols that it brings.") List<String> chains,
    @Field("The types of application that it brings.") List<String> applicationTypes) {

  /**
   * Shows a plugin.
   *
   * @param plugin as the server has it
   * @return the view
   */
  public static PluginView of(PluginInfo plugin) {
    return new PluginView(
        plugin.id(),
        plugin.version(),
        true,
        plugin.file().toString(),
        plugin.requires(),
        plugin.dependencies(),
        plugin.dependents(),
        plugin.description(),
        plugin.provider(),
        plugin.license(),
        plugin.chains(),
        plugin.applicationTypes());
  }

  /**
   * Shows a plugin that was unloaded.
   *
   * @param id its id
   * @param version its version at that time
   * @return the view
   */
  public static PluginView unloaded(String id, String version) {
    List<String> none = List.of();
    return new PluginView(id, version, false, "", "", none, none, "", "", "", none, none);
  }
}
