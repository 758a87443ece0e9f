package org.millrace.admin.line;

import org.millrace.admin.command.CommandRegistry;
import org.millrace.http.AdminAccess;

/**
 * What all connections of commands share.
 *
 * @param commands runs them
 * @param replies writes what they answer
 * @param access who may
 */
public record CliServices(CommandRegistry commands, ReplyWriter replies, AdminAccess access) {}
