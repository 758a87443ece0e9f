package org.millrace.admin.view;

import java.time.Instant;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.ViewerInfo;

/** Who plays a stream. */
public record ViewerView(
    @Field("Its identity.") String id,
    @Field("Its connection.") String connection,
    @Field("How it plays.") String protocol,
    @Field("Its address.") String remoteIp,
    @Field("Its port.") int remotePort,
    @Field("Since when.") Instant since,
    @Field("Bytes that it took.") long bytes,
    @Field("Frames that it took.") long frames,
    @Field("Frames that it had to miss.") long dropped,
    @Field("How far it is behind the publisher, in milliseconds.") long lagMillis) {

  /**
   * Shows a viewer.
   *
   * @param viewer as the server has it
   * @return the view
   */
  public static ViewerView of(ViewerInfo viewer) {
    return new ViewerView(
        viewer.id(),
        viewer.connection(),
        viewer.protocol(),
        Names.ip(viewer.remoteAddress()),
        viewer.remoteAddress().getPort(),
        viewer.begun(),
        viewer.statistics().bytesOut(),
        viewer.statistics().framesOut(),
        viewer.statistics().framesDropped(),
        viewer.statistics().lag().toMillis());
  }
}
