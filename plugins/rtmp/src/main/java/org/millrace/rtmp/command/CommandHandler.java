package org.millrace.rtmp.command;

import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/**
 * Carries out one command. Shared by all connections: holds no state. Called on the connection's
 * event loop, for connected clients only (but for connect itself).
 */
@FunctionalInterface
interface CommandHandler {

  /**
   * Carries out the command, and answers it.
   *
   * @param session whose command it is
   * @param command the command
   */
  void handle(RtmpSession session, Command command);
}
