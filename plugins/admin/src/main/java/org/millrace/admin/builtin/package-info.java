/**
 * The commands that this plugin brings: those of crtmpserver's line, with its names, parameters and
 * words, as far as this server has what they speak of.
 *
 * <p>Starting points: {@link org.millrace.admin.builtin.BuiltinCommands} lists the groups, each of
 * which is a class such as {@code StreamCommands}; {@code Shapes} makes crtmpserver's JSON of what
 * the server says.
 *
 * <p>Commands run on event loops and do not block.
 */
@NullMarked
package org.millrace.admin.builtin;

import org.jspecify.annotations.NullMarked;
