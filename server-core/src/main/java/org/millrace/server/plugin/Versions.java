package org.millrace.server.plugin;

import org.pf4j.DefaultVersionManager;

/** Semantic versions and ranges of them, as PF4J reads them. */
final class Versions {
  private static final DefaultVersionManager SEMVER = new DefaultVersionManager();

  private Versions() {}

  static boolean isVersion(String text) {
    return isUsable(() -> SEMVER.compareVersions(text, text));
  }

  static boolean isRange(String text) {
    return isUsable(() -> SEMVER.checkVersionConstraint("1.0.0", text));
  }

  static boolean satisfies(String version, String range) {
    return SEMVER.checkVersionConstraint(version, range);
  }

  static int compare(String one, String other) {
    return SEMVER.compareVersions(one, other);
  }

  private static boolean isUsable(Runnable parsing) {
    try {
      parsing.run();
      return true;
    } catch (RuntimeException e) {
      // The parser tells what it cannot read by exceptions of several kinds, and by these alone.
      return false;
    }
  }
}
