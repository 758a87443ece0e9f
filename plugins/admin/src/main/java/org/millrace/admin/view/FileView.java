package org.millrace.admin.view;

import java.time.Instant;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.RecordedFile;

/** A file that was recorded. */
public record FileView(
    @Field("The application.") String application,
    @Field("Its path in the application's folder.") String path,
    @Field("Its length.") long bytes,
    @Field("When it was written to last.") Instant modified,
    @Field("Whether it is being written.") boolean recording) {

  /**
   * Shows a file.
   *
   * @param file as the server has it
   * @return the view
   */
  public static FileView of(RecordedFile file) {
    return new FileView(
        file.application(), file.path(), file.bytes(), file.modified(), file.recording());
  }
}
