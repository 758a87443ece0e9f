package org.millrace.it;

import java.nio.file.Path;
import java.util.Map;

/**
 * A plugin with an application {@code hello} that says its version when it starts and stops. It is
 * no named module, and becomes an automatic one.
 *
 * @param version of the plugin
 * @param requires versions of plugin-api
 */
record HelloPlugin(String version, String requires) {
  private static final String PLUGIN =
      """
      package hello;

      import java.util.List;
      import org.millrace.api.application.Application;
      import org.millrace.api.application.ApplicationContext;
      import org.millrace.api.application.ApplicationFactory;
      import org.millrace.api.plugin.MillracePlugin;

      public final class HelloPlugin implements MillracePlugin {
        @Override public List<ApplicationFactory> applications() {
          return List.of(new ApplicationFactory() {
            @Override public String type() { return "hello"; }
            @Override public Application create(ApplicationContext context) {
              return new Application() {
                @Override public void start() { context.log().info("hello from %1$s"); }
                @Override public void stop() { context.log().info("goodbye from %1$s"); }
              };
            }
          });
        }
      }
      """;

  HelloPlugin(String version) {
    this(version, ">=0.9.0 & <1.0.0");
  }

  /** Compiles it and packs it. */
  Path build(Distribution distribution, Path folder) {
    return new PluginSources(
            "hello-" + version,
            Map.of(
                "hello/HelloPlugin.java",
                PLUGIN.formatted(version),
                "META-INF/services/org.millrace.api.plugin.MillracePlugin",
                "hello.HelloPlugin"),
            Map.of("Plugin-Id", "hello", "Plugin-Version", version, "Plugin-Requires", requires))
        .build(distribution, folder);
  }
}
