package org.millrace.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.millrace.api.server.PluginInfo;
import org.millrace.api.server.Plugins;
import org.millrace.http.HttpReply;

/**
 * What the page can do here: which of the plugins that it talks to are loaded, and whether the
 * build had mpegts.js. It is for everybody, and so tells nothing else.
 */
final class Features {
  private static final String FLV_LIBRARY = "lib/mpegts.js/mpegts.js";
  private static final List<String> PLUGINS =
      List.of("admin", "http-flv", "http-ts", "hls", "dash", "rtmp");

  private final Plugins plugins;
  private final PageFiles files;

  /**
   * What can be done.
   *
   * @param plugins of the server; they come and go
   * @param files of the page
   */
  Features(Plugins plugins, PageFiles files) {
    this.plugins = plugins;
    this.files = files;
  }

  /**
   * The answer, as JSON.
   *
   * @return never the same for long
   */
  HttpReply reply() {
    Set<String> loaded =
        plugins.list().stream().map(PluginInfo::id).collect(Collectors.toUnmodifiableSet());
    String names =
        PLUGINS.stream()
            .filter(loaded::contains)
            .map(id -> '"' + id + '"')
            .collect(Collectors.joining(","));
    return HttpReply.json(
            "{\"plugins\":[" + names + "],\"flvLibrary\":" + files.has(FLV_LIBRARY) + "}")
        .cacheControl("no-store");
  }
}
