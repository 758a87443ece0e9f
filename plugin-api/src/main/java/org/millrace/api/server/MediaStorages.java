package org.millrace.api.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * The folders in which applications look for files to play: those of {@code mediaStorage}, and more
 * that are added while the server runs and hold until it stops. Files that the configuration names
 * ({@code fileSources}) are looked for in both whenever it is read. Implemented by the host; safe
 * for use by any thread.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface MediaStorages {

  /**
   * Lists them.
   *
   * @return a snapshot in the order of applications and names
   */
  List<MediaStorage> list();

  /**
   * Adds one.
   *
   * @param application whose
   * @param name new for the application; not empty
   * @param mediaFolder an absolute path of a folder that is there and can be read
   * @param description for people; may be empty
   * @return completed with the storage; fails with {@link
   *     org.millrace.api.application.RefusedException} if there is no such application ({@code
   *     UNKNOWN_APPLICATION}) or folder ({@code NOT_FOUND}), if the name is taken ({@code BUSY}) or
   *     can be none ({@code BAD_NAME}), and if there are {@code limits.maxMediaStorages}
   */
  CompletionStage<MediaStorage> add(
      String application, String name, Path mediaFolder, String description);

  /**
   * Takes one away that was added. Files that are played go on.
   *
   * @param application whose
   * @param name its name
   * @return completed with whether it was there; fails with {@link
   *     org.millrace.api.application.RefusedException} ({@code NOT_ALLOWED}) if it is one of the
   *     configuration
   */
  CompletionStage<Boolean> remove(String application, String name);
}
