package org.millrace.rtmp.session;

import org.millrace.rtmp.message.RtmpMessage.Command;

/** Carries out commands. */
@FunctionalInterface
public interface CommandReceiver {

  /**
   * Carries out a command, or answers why not.
   *
   * @param session whose command it is
   * @param command the command
   */
  void receive(RtmpSession session, Command command);
}
