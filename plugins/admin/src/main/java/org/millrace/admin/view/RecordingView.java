package org.millrace.admin.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.RecordingInfo;

/** A recording that goes on. */
public record RecordingView(
    @Field("Its identity.") String id,
    @Field("The stream's application.") String application,
    @Field("The stream's name.") String stream,
    @Field("The file.") String file,
    @Field("Whether it goes on at the end of a file that was there.") boolean append,
    @Field(value = "When its first frame was written.", optional = true) @Nullable Instant since,
    @Field("Frames written.") long frames,
    @Field("Bytes written.") long bytes) {

  /**
   * Shows a recording.
   *
   * @param recording as the server has it
   * @return the view
   */
  public static RecordingView of(RecordingInfo recording) {
    return new RecordingView(
        recording.id(),
        recording.stream().application(),
        recording.stream().name(),
        recording.file().toString(),
        recording.append(),
        recording.begun().orElse(null),
        recording.frames(),
        recording.bytes());
  }
}
