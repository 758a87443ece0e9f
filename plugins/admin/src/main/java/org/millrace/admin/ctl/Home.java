package org.millrace.admin.ctl;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Millrace's folder. */
public final class Home {
  private Home() {}

  /**
   * The folder, which the start script says.
   *
   * @return null for a server inside of another program
   */
  public static @Nullable Path folder() {
    String home = System.getProperty("millrace.home");
    return home == null ? null : Path.of(home);
  }
}
