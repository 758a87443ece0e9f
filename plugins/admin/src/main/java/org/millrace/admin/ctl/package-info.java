/**
 * {@code bin/millrace ctl}: the commands of a running server, from the command line.
 *
 * <p>Starting points: {@link org.millrace.admin.ctl.CtlTool} is the program, {@code CtlOptions} its
 * command line, {@code CtlClient} asks the server, {@code PlainText} shows the answer. In the
 * server {@link org.millrace.admin.ctl.AddressFile} leaves word of where it is.
 *
 * <p>The program runs on the main thread of a process of its own, and blocks.
 */
@NullMarked
package org.millrace.admin.ctl;

import org.jspecify.annotations.NullMarked;
