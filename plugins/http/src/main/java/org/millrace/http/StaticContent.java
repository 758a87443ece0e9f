package org.millrace.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.millrace.http.reply.Asset;

/**
 * Handlers for content that does not depend on who asks. To be mounted at a pattern that ends with
 * <code>{path...}</code>; a path that is empty or ends with a slash means {@code index.html} there.
 */
public final class StaticContent {
  private static final String PARAMETER = "path";
  private static final String INDEX = "index.html";

  private StaticContent() {}

  /**
   * Finds resources, such as {@code name -> MyPlugin.class.getResourceAsStream("/web/" + name)}.
   */
  @FunctionalInterface
  public interface Resources {
    /**
     * Opens a resource. Called on a file thread.
     *
     * @param name with slashes between its parts, none of which is ".." or empty
     * @return the resource, or null if there is none
     * @throws IOException if it cannot be read
     */
    @Nullable InputStream open(String name) throws IOException;
  }

  /**
   * Serves resources of a plugin. Each is read once and kept in memory, as it is and compressed.
   *
   * @param resources finds them
   * @param files where they are read: {@link org.millrace.api.plugin.PluginContext#fileLoops()}
   * @param cacheControl of all of them, such as {@code no-cache}: kept, and asked for again
   * @return the handler
   */
  public static HttpHandler ofResources(Resources resources, Executor files, String cacheControl) {
    ConcurrentMap<String, Asset> assets = new ConcurrentHashMap<>();
    return exchange -> {
      String name = name(exchange);
      Asset known = assets.get(name);
      if (known != null) {
        exchange.respond(known.reply(exchange.headers()).cacheControl(cacheControl));
        return;
      }
      exchange.respond(
          CompletableFuture.supplyAsync(() -> load(exchange, resources, name, assets), files)
              .thenApplyAsync(
                  asset -> asset.reply(exchange.headers()).cacheControl(cacheControl),
                  exchange.eventLoop()));
    };
  }

  /** On a file thread. Names without a resource are not kept: there is no end of them. */
  private static Asset load(
      HttpExchange exchange,
      Resources resources,
      String name,
      ConcurrentMap<String, Asset> assets) {
    try (InputStream in = resources.open(name)) {
      if (in == null) {
        throw notFound(exchange);
      }
      Asset asset = Asset.of(MediaTypes.of(name), in.readAllBytes());
      assets.put(name, asset);
      return asset;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Serves files of a folder, and of those below it; not what links lead to elsewhere.
   *
   * @param folder the folder
   * @param cacheControl of all of them, such as {@code max-age=60}
   * @return the handler
   */
  public static HttpHandler ofFolder(Path folder, String cacheControl) {
    return exchange -> {
      String name = name(exchange);
      exchange.respond(
          HttpReply.fileWithin(MediaTypes.of(name), folder, name).cacheControl(cacheControl));
    };
  }

  private static String name(HttpExchange exchange) {
    String path = exchange.pathParameter(PARAMETER);
    return path.isEmpty() || path.endsWith("/") ? path + INDEX : path;
  }

  private static HttpException notFound(HttpExchange exchange) {
    return new HttpException(HttpResponseStatus.NOT_FOUND, "nothing is at " + exchange.path());
  }
}
