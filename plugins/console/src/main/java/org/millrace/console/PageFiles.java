package org.millrace.console;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;

/**
 * The files of the page, in memory. Nothing outside of the folder {@code page} of the plugin's jar
 * can be asked for, since a name is only looked up among those that are there.
 */
final class PageFiles {
  private static final String FOLDER = "org/millrace/console/page/";

  /**
   * Scripts and styles come from this server alone, and none is written into the page: what a
   * stream's name brings into it cannot run. Media is played from memory ({@code blob:}).
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> files;

  /**
   * A file.
   *
   * @param contentType its media type
   * @param bytes never changed and never released: views of them are given away
   * @param etag changes with the bytes
   */
  private record PageFile(String contentType, ByteBuf bytes, String etag) {}

  private PageFiles(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  /**
   * Reads all files.
   *
   * @param module has them among its resources
   * @return the files
   */
  static PageFiles of(Module module) {
    Map<String, PageFile> files = new LinkedHashMap<>();
    try (ModuleReader reader = resolved(module).reference().open()) {
      for (String name : reader.list().filter(PageFiles::isOfPage).toList()) {
        files.put(name.substring(FOLDER.length()), read(reader, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files of the page", e);
    }
    return new PageFiles(files);
  }

  private static ResolvedModule resolved(Module module) {
    return module.getLayer().configuration().findModule(module.getName()).orElseThrow();
  }

  private static boolean isOfPage(String name) {
    return name.startsWith(FOLDER) && !name.endsWith("/");
  }

  private static PageFile read(ModuleReader reader, String name) throws IOException {
    try (InputStream in = reader.open(name).orElseThrow()) {
      byte[] bytes = in.readAllBytes();
      CRC32C sum = new CRC32C();
      sum.update(bytes);
      String type = name.substring(name.lastIndexOf('.') + 1);
      return new PageFile(
          CONTENT_TYPES.getOrDefault(type, "text/plain; charset=utf-8"),
          Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes).asReadOnly()),
          Long.toHexString(sum.getValue()) + Integer.toHexString(bytes.length));
    }
  }

  /**
   * Whether a file is there.
   *
   * @param name as in the folder, such as {@code js/main.js}
   * @return false if the build went without it
   */
  boolean has(String name) {
    return files.containsKey(name);
  }

  /**
   * A file as an answer.
   *
   * @param name as in the folder
   * @return to be asked for again each time, which costs little while the file is the same
   * @throws HttpException with status 404 if there is none
   */
  HttpReply reply(String name) {
    PageFile file =
        Optional.ofNullable(files.get(name))
            .orElseThrow(
                () ->
                    new HttpException(
                        HttpResponseStatus.NOT_FOUND, "the console has no file " + name));
    return HttpReply.bytes(file.contentType(), file.bytes().duplicate())
        .etag(file.etag())
        .cacheControl("no-cache")
        .with("content-security-policy", CONTENT_SECURITY_POLICY)
        .with("referrer-policy", "no-referrer");
  }
}
