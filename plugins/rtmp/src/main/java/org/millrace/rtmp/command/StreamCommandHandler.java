package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
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
        session.callFailed(
            command,
            "%s on message stream %d (expected: one that was created)"
                .formatted(command.name(), command.streamId()));
      } else {
        handle(session, stream, command);
      }
    };
  }
}
