/**
 * Commands of administration: what each is called, what it takes, and what it answers, however it
 * came.
 *
 * <p>Starting points: {@link org.millrace.admin.command.Command} is a declared command, {@link
 * org.millrace.admin.command.Parameter} one of its parameters, {@link
 * org.millrace.admin.command.Reply} an answer; {@link org.millrace.admin.command.CommandRegistry},
 * which other plugins take as a service, runs them and takes more of them.
 *
 * <p>Commands are called on event loops and must not block.
 */
@NullMarked
package org.millrace.admin.command;

import org.jspecify.annotations.NullMarked;
