package org.millrace.maven;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges as {@code Plugin-Requires} and {@code Plugin-Dependencies} have them. */
final class VersionRange {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)([-+].*)?");

  private VersionRange() {}

  /**
   * What semantic versioning promises to whoever was compiled against a version.
   *
   * @param version such as {@code 1.4.2}
   * @return from that version, without what stands behind its number, up to the next major one:
   *     such as {@code >=1.4.2 & <2.0.0}
   * @throws PluginException if that is no version
   */
  static String compatibleWith(String what, String version) {
    Matcher parts = parse(what, version);
    int next = Integer.parseInt(parts.group(1)) + 1;
    return ">=%s.%s.%s & <%d.0.0".formatted(parts.group(1), parts.group(2), parts.group(3), next);
  }

  /**
   * Checks a version.
   *
   * @return the version itself
   * @throws PluginException if it is none
   */
  static String require(String what, String version) {
    return parse(what, version).group();
  }

  private static Matcher parse(String what, String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      throw new PluginException(
          "%s: %s (expected: a semantic version such as 1.0.0)".formatted(what, version));
    }
    return parts;
  }
}
