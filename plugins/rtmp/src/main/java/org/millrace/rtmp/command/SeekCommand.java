package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** {@code seek} (7.2.2.7): a live stream is where it is. */
final class SeekCommand implements StreamCommandHandler {
  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    stream.status(
        new Status(StatusCode.SEEK_FAILED, "seek in " + stream.name() + " (expected: a file)"));
  }
}
