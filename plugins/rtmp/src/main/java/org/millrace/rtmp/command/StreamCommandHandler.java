package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/** Carries out a command that is sent on a message stream and is about it. */
@FunctionalInterface
interface StreamCommandHandler {

  /**
   * Carries out the command, and answers it.
   *
   * @param session whose command it is
   * @param stream the message stream that it was sent on
   * @param command the command
   */
  void handle(RtmpSession session, MessageStream stream, Command command);

  /** This as a handler that answers for message streams which do not exist. */
  default CommandHandler onStream() {
    return (session, command) -> {
      MessageStream stream = session.stream(command.streamId());
      if (stream == null) {
        fail(session, command);
      } else {
        handle(session, stream, command);
      }
    };
  }

  /** Publish and play have no answer but a status; so that is what their clients wait for. */
  private static void fail(RtmpSession session, Command command) {
    String why =
        "%s on message stream %d (expected: one that was created)"
            .formatted(command.name(), command.streamId());
    session.callFailed(command, why);
    if (!command.wantsAnswer()) {
      Status status = new Status(StatusCode.CALL_FAILED, why);
      session.output().send(status.onStatus(command.streamId(), "", session.connection().id()));
    }
  }
}
