package org.millrace.samplefactory.download;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * A file to fetch.
 *
 * @param uri where it is
 * @param folder where files may be written
 * @param file what it becomes, within the folder
 */
record Download(URI uri, Path folder, Path file) {
  private static final int HTTP_PORT = 80;

  private static final Setting<String> URI_TEXT =
      Setting.text("uri", null, "Where the file is: http://host[:port]/path.");

  private static final Setting<Path> FILE =
      Setting.path("file", "What it is to be called, within downloadFolder.");

  static final List<Setting<?>> SETTINGS = List.of(URI_TEXT, FILE);

  /**
   * Reads an entry of {@code downloads}.
   *
   * @param folder absolute and normalised
   * @throws ConfigException if the URI cannot be used, or the file is not within the folder
   */
  static Download of(ConfigNode.Table table, Path folder) {
    Path file = folder.resolve(FILE.read(table)).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new ConfigException(
          table.location().key(FILE.name()), file + " (expected: a file in " + folder + ")");
    }
    return new Download(uri(table), folder, file);
  }

  private static URI uri(ConfigNode.Table table) {
    String text = URI_TEXT.read(table);
    try {
      URI uri = new URI(text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrong(table, text);
    }
    throw wrong(table, text);
  }

  private static ConfigException wrong(ConfigNode.Table table, String text) {
    return new ConfigException(
        table.location().key(URI_TEXT.name()), text + " (expected: http://host[:port]/path)");
  }

  /** Unresolved, so that looking it up blocks nobody. */
  InetSocketAddress address() {
    int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
    return InetSocketAddress.createUnresolved(uri.getHost(), port);
  }

  /** What the request line asks for. */
  String requestTarget() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** RFC 9110 section 7.2. */
  String hostField() {
    return uri.getRawAuthority();
  }
}
