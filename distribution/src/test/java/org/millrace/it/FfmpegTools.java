package org.millrace.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * ffmpeg and ffprobe: those of {@code org.bytedeco:ffmpeg} on Linux x86-64, elsewhere installed
 * ones, without which the test is skipped.
 */
final class FfmpegTools {
  private static final String RESOURCES = "org/bytedeco/ffmpeg/linux-x86_64-gpl/";
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: (lib[\\w-]+\\.so\\.\\d+):");
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);

  private final Tool ffmpeg;
  private final Tool ffprobe;

  private FfmpegTools(Tool ffmpeg, Tool ffprobe) {
    this.ffmpeg = ffmpeg;
    this.ffprobe = ffprobe;
  }

  /** The tools; extracted at first use. */
  static FfmpegTools get() {
    return Holder.TOOLS;
  }

  /** ffmpeg, which never asks, overwrites, and says nothing but warnings. */
  Tool ffmpeg() {
    return ffmpeg;
  }

  /** ffprobe, which says nothing but errors and what it is asked for. */
  Tool ffprobe() {
    return ffprobe;
  }

  /** Reads the headers of a file or URL. */
  MediaInfo probe(String input, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-show_format", "-show_streams", "-of", "default", input));
    Outcome outcome = ffprobe.run(PROBE_LIMIT, arguments.toArray(String[]::new)).orFail();

    Map<String, String> format = new LinkedHashMap<>();
    List<MediaInfo.Track> tracks = new ArrayList<>();
    Map<String, String> section = format;
    for (String line : outcome.output()) {
      if (line.equals("[STREAM]")) {
        section = new LinkedHashMap<>();
        tracks.add(new MediaInfo.Track(section));
      } else if (line.equals("[FORMAT]")) {
        section = format;
      } else if (line.indexOf('=') > 0) {
        int equals = line.indexOf('=');
        section.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new MediaInfo(format, List.copyOf(tracks));
  }

  /** Reads all packets of a file, in its order. */
  List<Packet> packets(Path file) {
    Outcome outcome =
        ffprobe
            .run(
                PROBE_LIMIT,
                "-show_packets",
                "-show_data_hash",
                "MD5",
                "-of",
                "compact=print_section=0",
                file.toString())
            .orFail();
    return outcome.output().stream()
        .filter(line -> line.startsWith("codec_type="))
        .map(FfmpegTools::packet)
        .toList();
  }

  private static Packet packet(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : line.split("\\|")) {
      int equals = field.indexOf('=');
      values.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return new Packet(
        values.get("codec_type"),
        millis(values.get("dts_time")),
        millis(values.get("pts_time")),
        values.get("flags").startsWith("K"),
        Integer.parseInt(values.get("size")),
        values.getOrDefault("data_hash", ""));
  }

  private static long millis(String seconds) {
    return seconds == null || seconds.equals("N/A")
        ? Long.MIN_VALUE
        : Math.round(Double.parseDouble(seconds) * 1000);
  }

  /** Made at first use, once: extracting takes a second. */
  private static final class Holder {
    static final FfmpegTools TOOLS = find();
  }

  private static FfmpegTools find() {
    URL bundled = FfmpegTools.class.getClassLoader().getResource(RESOURCES + "ffmpeg");
    boolean fits =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    if (bundled == null || !fits) {
      return installed();
    }
    Path tools = TestBench.ROOT.resolve("tools");
    try (FileChannel turns = openForTurns(tools)) {
      turns.lock(); // until it is closed
      Path folder = extract(bundled, tools);
      Map<String, String> environment = Map.of("LD_LIBRARY_PATH", folder.toString());
      addMissingLibraries(
          folder, new Tool(List.of(folder.resolve("ffmpeg").toString()), environment));
      return tools(folder.resolve("ffmpeg"), folder.resolve("ffprobe"), environment);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot extract ffmpeg", e);
    }
  }

  /** Test classes run in two processes, and one of them is to extract. */
  private static FileChannel openForTurns(Path tools) throws IOException {
    Files.createDirectories(tools);
    return FileChannel.open(
        tools.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FfmpegTools installed() {
    Path ffmpeg = InstalledTool.find("ffmpeg").orElse(null);
    Path ffprobe = InstalledTool.find("ffprobe").orElse(null);
    Assumptions.assumeTrue(
        ffmpeg != null && ffprobe != null,
        "the bundled ffmpeg is for Linux x86-64, and none is installed");
    return tools(ffmpeg, ffprobe, Map.of());
  }

  private static FfmpegTools tools(Path ffmpeg, Path ffprobe, Map<String, String> environment) {
    return new FfmpegTools(
        new Tool(
            List.of(ffmpeg.toString(), "-hide_banner", "-nostdin", "-y", "-v", "warning"),
            environment),
        new Tool(List.of(ffprobe.toString(), "-hide_banner", "-v", "error"), environment));
  }

  /** Extracts programs and libraries, once for a build folder and version. */
  private static Path extract(URL program, Path tools) throws IOException {
    JarURLConnection connection = (JarURLConnection) program.openConnection();
    connection.setUseCaches(false); // else closing the jar would close the class loader's
    try (JarFile jar = connection.getJarFile()) {
      String name = Path.of(jar.getName()).getFileName().toString().replace(".jar", "");
      Path folder = tools.resolve(name);
      Path complete = folder.resolve(".complete");
      if (Files.exists(complete)) {
        return folder;
      }
      Files.createDirectories(folder);
      for (JarEntry entry : jar.stream().toList()) {
        String file =
            entry.getName().startsWith(RESOURCES)
                ? entry.getName().substring(RESOURCES.length())
                : "";
        // libjni*: the Java binding, which nobody uses.
        if (file.isEmpty() || file.contains("/") || file.startsWith("libjni")) {
          continue;
        }
        Path target = folder.resolve(file);
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!target.toFile().setExecutable(true)) {
          throw new IOException("cannot make executable: " + target);
        }
      }
      Files.createFile(complete);
      return folder;
    }
  }

  /** Gives ffmpeg an empty library for each that it wants and this machine does not have. */
  private static void addMissingLibraries(Path folder, Tool ffmpeg) throws IOException {
    Outcome outcome = ffmpeg.run(PROBE_LIMIT, "-version");
    while (!outcome.succeeded()) {
      Matcher missing = MISSING_LIBRARY.matcher(outcome.text());
      if (!missing.find() || Files.exists(folder.resolve(missing.group(1)))) {
        throw new AssertionError("the bundled ffmpeg does not run here\n" + outcome);
      }
      StubLibrary.write(folder.resolve(missing.group(1)));
      outcome = ffmpeg.run(PROBE_LIMIT, "-version");
    }
  }
}
