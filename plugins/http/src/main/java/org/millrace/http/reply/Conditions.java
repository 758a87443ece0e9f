package org.millrace.http.reply;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions that a GET or HEAD may carry (RFC 9110 section 13), in their order. */
public final class Conditions {
  private static final String ANY = "*";
  private static final String WEAK = "W/";

  /** What the conditions lead to. */
  public enum Outcome {
    /** The representation is sent. */
    SEND,
    /** The client has it already: status 304. */
    NOT_MODIFIED,
    /** The client wants another one: status 412. */
    FAILED
  }

  private Conditions() {}

  /**
   * Evaluates.
   *
   * @param request the request's fields
   * @param reply the representation's: {@code ETag} and {@code Last-Modified}
   * @return what to do
   */
  public static Outcome evaluate(HttpHeaders request, HttpHeaders reply) {
    if (fails(request, reply)) {
      return Outcome.FAILED;
    }
    return isKnown(request, reply) ? Outcome.NOT_MODIFIED : Outcome.SEND;
  }

  private static boolean fails(HttpHeaders request, HttpHeaders reply) {
    String match = request.get(HttpHeaderNames.IF_MATCH);
    if (match != null) {
      return !match.strip().equals(ANY) && !lists(match, tag(reply), false);
    }
    Optional<Instant> unmodifiedSince = date(request.get(HttpHeaderNames.IF_UNMODIFIED_SINCE));
    return unmodifiedSince.isPresent()
        && modified(reply).map(time -> time.isAfter(unmodifiedSince.get())).orElse(false);
  }

  private static @Nullable String tag(HttpHeaders reply) {
    return reply.get(HttpHeaderNames.ETAG);
  }

  private static Optional<Instant> modified(HttpHeaders reply) {
    return date(reply.get(HttpHeaderNames.LAST_MODIFIED));
  }

  private static boolean isKnown(HttpHeaders request, HttpHeaders reply) {
    String noneMatch = request.get(HttpHeaderNames.IF_NONE_MATCH);
    if (noneMatch != null) {
      return noneMatch.strip().equals(ANY) || lists(noneMatch, tag(reply), true);
    }
    Optional<Instant> since = date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE));
    return since.isPresent()
        && modified(reply).map(time -> !time.isAfter(since.get())).orElse(false);
  }

  /**
   * Whether a range still means a part of this representation (section 13.1.5).
   *
   * @param request the request's fields
   * @param reply the representation's
   * @return true if the range is to be heeded
   */
  public static boolean allowRange(HttpHeaders request, HttpHeaders reply) {
    String condition = request.get(HttpHeaderNames.IF_RANGE);
    if (condition == null) {
      return true;
    }
    if (condition.endsWith("\"")) {
      return !condition.startsWith(WEAK) && condition.equals(reply.get(HttpHeaderNames.ETAG));
    }
    return date(condition).isPresent()
        && date(condition).equals(date(reply.get(HttpHeaderNames.LAST_MODIFIED)));
  }

  /** Whether a list of tags has this one; commas within tags do not occur in those that we make. */
  private static boolean lists(String list, @Nullable String tag, boolean weakly) {
    if (tag == null || (!weakly && tag.startsWith(WEAK))) {
      return false;
    }
    for (String entry : list.split(",", -1)) {
      String listed = entry.strip();
      if (weakly ? opaque(listed).equals(opaque(tag)) : listed.equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  /** A date that cannot be read is as if it were not there. */
  private static Optional<Instant> date(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
