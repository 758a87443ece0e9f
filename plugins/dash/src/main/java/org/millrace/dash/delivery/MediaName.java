package org.millrace.dash.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment, as the manifest's templates have it.
 *
 * @param rendition what it belongs to
 * @param isInit whether it is an init segment
 * @param number counts init segments, or segments
 */
record MediaName(String rendition, boolean isInit, long number) {
  /** Longer numbers would not fit, and are none of ours. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<rendition>[a-z]+[0-9]{0,3})-"
              + "(?:init(?<init>0|[1-9][0-9]{0,8})\\.mp4|(?<number>0|[1-9][0-9]{0,17})\\.m4s)");

  static Optional<MediaName> parse(String name) {
    Matcher matcher = PATTERN.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String init = matcher.group("init");
    String number = init == null ? matcher.group("number") : init;
    return Optional.of(
        new MediaName(matcher.group("rendition"), init != null, Long.parseLong(number)));
  }

  String contentType() {
    return rendition.startsWith("audio") ? "audio/mp4" : "video/mp4";
  }

  /** Without the epoch, which has to come with it. */
  String tag() {
    return rendition + (isInit ? "-init" : "-") + number;
  }
}
