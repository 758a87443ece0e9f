package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clips to publish, made by ffmpeg once and kept beside the tests' folders. */
enum Clips {
  /** H.264 without B-frames and AAC; a key frame each second. */
  PLAIN("flv", Options.VIDEO_IN, Options.AUDIO_IN, Options.h264("-bf", "0"), Options.AAC),
  /** H.264 with B-frames, so that pictures are not shown in the order of decoding. */
  B_FRAMES("flv", Options.VIDEO_IN, Options.AUDIO_IN, Options.h264("-bf", "3"), Options.AAC),
  /** H.264 and AAC; a key frame at the beginning alone. */
  ONE_GROUP(
      "flv",
      Options.VIDEO_IN,
      Options.AUDIO_IN,
      Options.h264("-bf", "0", "-g", "250"),
      Options.AAC),
  /** AAC alone. */
  AUDIO_ONLY("flv", List.of(), Options.AUDIO_IN, List.of(), Options.AAC),
  /** H.264 alone. */
  VIDEO_ONLY("flv", Options.VIDEO_IN, List.of(), Options.h264("-bf", "0"), List.of()),
  /** H.265, which goes over Enhanced RTMP. */
  HEVC(
      "mp4",
      Options.VIDEO_IN,
      Options.AUDIO_IN,
      List.of("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=25:log-level=1"),
      Options.AAC),
  /** AV1 and Opus, which go over Enhanced RTMP. */
  AV1(
      "mp4",
      Options.VIDEO_IN,
      Options.AUDIO_IN,
      List.of("-c:v", "libsvtav1", "-preset", "12", "-g", "25"),
      List.of("-c:a", "libopus", "-b:a", "64k"));

  /** How long each is. */
  static final Duration LENGTH = Duration.ofSeconds(4);

  private final String extension;
  private final List<String> arguments = new ArrayList<>();

  @SafeVarargs
  Clips(String extension, List<String>... arguments) {
    this.extension = extension;
    for (List<String> part : arguments) {
      this.arguments.addAll(part);
    }
  }

  /** The file; made at first use. */
  Path file() {
    Path file = TestBench.ROOT.resolve("clips").resolve(name().toLowerCase() + "." + extension);
    if (Files.exists(file)) {
      return file;
    }
    try {
      Files.createDirectories(file.getParent());
      // Made under another name, so that a file that is there is whole.
      long maker = ProcessHandle.current().pid();
      Path unfinished = file.resolveSibling("unfinished-" + maker + "-" + file.getFileName());
      List<String> words = new ArrayList<>(arguments);
      words.add(unfinished.toString());
      FfmpegTools.get().ffmpeg().run(Duration.ofSeconds(60), words.toArray(String[]::new)).orFail();
      return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arguments of ffmpeg; not constants of the enum, which are made before its other fields. */
  private static final class Options {
    static final List<String> VIDEO_IN =
        List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=4");
    static final List<String> AUDIO_IN =
        List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=4");
    static final List<String> AAC = List.of("-c:a", "aac", "-b:a", "64k");

    static List<String> h264(String... more) {
      List<String> options =
          new ArrayList<>(
              List.of(
                  "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p"));
      options.addAll(List.of(more));
      return options;
    }
  }
}
