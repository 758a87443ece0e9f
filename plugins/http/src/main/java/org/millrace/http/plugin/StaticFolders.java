package org.millrace.http.plugin;

import io.netty.handler.codec.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.http.HttpRoutes;
import org.millrace.http.Route;
import org.millrace.http.StaticContent;

/** Folders that the configuration puts under a path. */
final class StaticFolders {
  private static final Setting<String> PATH =
      Setting.text("path", null, "The path that the folder's files are below, such as /player");

  private static final Setting<Path> FOLDER =
      Setting.path("folder", "The folder; links that lead out of it are not followed");

  private static final Setting<String> CACHE_CONTROL =
      Setting.text(
          "cacheControl", "no-cache", "How long clients may keep the files (field Cache-Control)");

  private static final Setting<List<ConfigNode.Table>> FOLDERS =
      Setting.tables(
          "folders", "Folders that everybody may read", List.of(PATH, FOLDER, CACHE_CONTROL));

  static final List<Setting<?>> ALL = List.of(FOLDERS);

  private StaticFolders() {}

  /** Mounts what is configured. */
  static void mount(ConfigNode.Table settings, HttpRoutes routes) {
    for (ConfigNode.Table table : FOLDERS.read(settings)) {
      String path = PATH.read(table);
      try {
        routes.mount(
            Route.open(HttpMethod.GET, path + "/{path...}"),
            StaticContent.ofFolder(FOLDER.read(table), CACHE_CONTROL.read(table)));
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new ConfigException(table.location().key(PATH.name()), e.getMessage());
      }
    }
  }
}
