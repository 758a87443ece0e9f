package org.millrace.server.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.MediaFileReader;
import org.millrace.api.recording.Recorder;
import org.millrace.api.recording.RecorderProvider;

/** A file format for tests: a line for each frame, such as {@code video 40}, and {@code end}. */
public final class LineFormat {
  private LineFormat() {}

  public static String line(MediaFrame frame) {
    String word =
        frame.isEndOfSequence()
            ? "eos"
            : frame.isConfig()
                ? "config"
                : frame.isKey() ? "key" : frame.kind().name().toLowerCase(Locale.ROOT);
    return word + " " + MediaTime.toMillis(frame.dts());
  }

  /** Writes lines; fails at a frame whose time is {@code failAtMillis}. */
  public record Writing(Set<String> extensions, long failAtMillis) implements RecorderProvider {
    public Writing(String... extensions) {
      this(Set.of(extensions), Long.MAX_VALUE);
    }

    @Override
    public Recorder open(Path file, boolean append, Logger log) throws IOException {
      Writer out =
          Files.newBufferedWriter(
              file,
              StandardOpenOption.CREATE,
              append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      return new Recorder() {
        @Override
        public void write(MediaFrame frame) throws IOException {
          if (MediaTime.toMillis(frame.dts()) >= failAtMillis) {
            throw new IOException("No space left on device");
          }
          out.write(line(frame) + "\n");
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.write("end\n");
          out.close();
        }
      };
    }

    @Override
    public void repair(Path folder, Logger log) throws IOException {
      Files.writeString(folder.resolve("repaired"), "yes");
    }
  }

  /** Reads lines. */
  public record Reading(Set<String> extensions) implements MediaFileProvider {
    public Reading(String... extensions) {
      this(Set.of(extensions));
    }

    @Override
    public MediaFileReader open(Path file) throws IOException {
      BufferedReader in = Files.newBufferedReader(file);
      return new MediaFileReader() {
        @Override
        public MediaFrame read() throws IOException {
          String line = in.readLine();
          return line == null ? null : frame(line.split(" "));
        }

        @Override
        public void close() throws IOException {
          in.close();
        }
      };
    }

    private static MediaFrame frame(String[] words) throws IOException {
      return switch (words[0]) {
        case "config" -> Frames.videoConfig(words[1]);
        case "key" -> Frames.key(Long.parseLong(words[1]));
        case "video" -> Frames.video(Long.parseLong(words[1]));
        case "audio" -> Frames.audio(Long.parseLong(words[1]));
        case "eos" -> Frames.endOfSequence(Long.parseLong(words[1]));
        default -> throw new IOException("line " + words[0] + " (expected: a frame)");
      };
    }
  }
}
