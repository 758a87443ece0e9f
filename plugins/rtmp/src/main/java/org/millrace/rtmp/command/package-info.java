/**
 * Commands: one class each (Adobe's RTMP specification, section 7.2, and what Flash Media Server's
 * clients have added).
 *
 * <p>Starting points: {@link org.millrace.rtmp.command.CommandDispatcher} has the list, {@link
 * org.millrace.rtmp.command.ConnectCommand}, {@link org.millrace.rtmp.command.PublishCommand} and
 * {@link org.millrace.rtmp.command.PlayCommand} the three that matter most.
 */
@NullMarked
package org.millrace.rtmp.command;

import org.jspecify.annotations.NullMarked;
