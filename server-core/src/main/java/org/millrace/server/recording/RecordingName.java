package org.millrace.server.recording;

import java.util.Locale;
import java.util.Optional;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.recording.RecorderProvider;

/**
 * What a recording is called: crtmpserver's grammar {@code [type:]file[.extension]}.
 *
 * <p>The type decides the format; without it the extension does, if a plugin writes such files;
 * else it is FLV, and whatever follows the last dot is part of the name ({@code cam.front} becomes
 * {@code cam.front.flv}).
 *
 * @param path relative, with extension, segments separated by {@code /}
 * @param provider who writes it
 */
record RecordingName(String path, RecorderProvider provider) {
  private static final String DEFAULT_EXTENSION = "flv";

  /**
   * Parses a name.
   *
   * @param name as the publisher or the application gave it
   * @param formats what plugins write
   * @return the name; its path has still to be checked by {@link RecordingFolder}
   * @throws RefusedException if no plugin writes the format
   */
  static RecordingName parse(String name, FileFormats formats) throws RefusedException {
    int colon = name.indexOf(':');
    if (colon < 0) {
      Optional<RecorderProvider> byExtension = formats.recorder(extension(name));
      return byExtension.isPresent()
          ? new RecordingName(name, byExtension.get())
          : withExtension(name, DEFAULT_EXTENSION, formats);
    }
    return withExtension(name.substring(colon + 1), name.substring(0, colon), formats);
  }

  private static RecordingName withExtension(String file, String type, FileFormats formats)
      throws RefusedException {
    String extension = type.toLowerCase(Locale.ROOT);
    RecorderProvider provider =
        formats
            .recorder(extension)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.FAILED, "no plugin records ." + extension + " files"));
    boolean complete = provider.extensions().contains(extension(file));
    return new RecordingName(complete || file.isEmpty() ? file : file + "." + extension, provider);
  }

  private static String extension(String file) {
    return FileFormats.extension(file.substring(file.lastIndexOf('/') + 1));
  }
}
