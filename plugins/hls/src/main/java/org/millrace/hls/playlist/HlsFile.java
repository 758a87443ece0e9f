package org.millrace.hls.playlist;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a stream, by the names that playlists have for them. */
public sealed interface HlsFile {
  /** Longer numbers are none of ours, and would not fit. */
  Pattern NAME =
      Pattern.compile(
          "(?<rendition>[a-z]+[0-9]{0,3})"
              + "(?:-(?<epoch>[0-9a-z]{1,13})-(?<init>init)?(?<number>[0-9]{1,18})"
              + "(?:\\.(?<part>[0-9]{1,6}))?)?\\.(?<type>m3u8|m4s|mp4|ts|key)");

  /**
   * The name.
   *
   * @return as it stands in playlists
   */
  String name();

  /**
   * A media playlist.
   *
   * @param rendition what it lists
   */
  record Playlist(String rendition) implements HlsFile {
    @Override
    public String name() {
      return rendition + ".m3u8";
    }
  }

  /**
   * A segment.
   *
   * @param rendition what it belongs to
   * @param epoch which run of the stream
   * @param number of the segment
   * @param type of the file: {@code m4s} or {@code ts}
   */
  record Segment(String rendition, String epoch, long number, String type) implements HlsFile {
    @Override
    public String name() {
      return rendition + "-" + epoch + "-" + number + "." + type;
    }
  }

  /**
   * A part of a segment.
   *
   * @param rendition what it belongs to
   * @param epoch which run of the stream
   * @param number of the segment
   * @param index of the part
   */
  record Part(String rendition, String epoch, long number, int index) implements HlsFile {
    @Override
    public String name() {
      return rendition + "-" + epoch + "-" + number + "." + index + ".m4s";
    }
  }

  /**
   * An init segment.
   *
   * @param rendition what it belongs to
   * @param epoch which run of the stream
   * @param index of the init segment
   */
  record Init(String rendition, String epoch, int index) implements HlsFile {
    @Override
    public String name() {
      return rendition + "-" + epoch + "-init" + index + ".mp4";
    }
  }

  /**
   * A key.
   *
   * @param epoch which run of the stream
   * @param index of the key
   */
  record Key(String epoch, int index) implements HlsFile {
    @Override
    public String name() {
      return "key-" + epoch + "-" + index + ".key";
    }
  }

  /**
   * Reads a name.
   *
   * @param name from a request
   * @return empty if no file is named so
   */
  static Optional<HlsFile> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rendition = matcher.group("rendition");
    String type = matcher.group("type");
    String epoch = matcher.group("epoch");
    if (epoch == null) {
      return type.equals("m3u8") ? Optional.of(new Playlist(rendition)) : Optional.empty();
    }
    return numbered(matcher, rendition, epoch, type);
  }

  private static Optional<HlsFile> numbered(
      Matcher matcher, String rendition, String epoch, String type) {
    long number = Long.parseLong(matcher.group("number"));
    String part = matcher.group("part");
    boolean isInit = matcher.group("init") != null;
    @Nullable HlsFile file =
        switch (type) {
          case "mp4" -> isInit ? new Init(rendition, epoch, (int) number) : null;
          case "key" -> new Key(epoch, (int) number);
          case "m4s" ->
              part == null
                  ? new Segment(rendition, epoch, number, type)
                  : new Part(rendition, epoch, number, Integer.parseInt(part));
          case "ts" -> new Segment(rendition, epoch, number, type);
          default -> null;
        };
    // What is read must be written the same: there is one name for each file.
    return Optional.ofNullable(file).filter(found -> found.name().equals(matcher.group()));
  }
}
