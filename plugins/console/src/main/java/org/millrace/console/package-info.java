/**
 * The server's web page. Its files lie in this jar, in the folder {@code page}, and are served as
 * they are: nothing on the page is made by the server, and all that it shows comes from the REST
 * API of the plugin {@code admin}.
 *
 * <p>Start reading at {@link org.millrace.console.ConsolePlugin}, which mounts the page, and {@link
 * org.millrace.console.PageFiles}, which holds it; of the page itself at {@code page/js/main.js}.
 *
 * <p>Threads: the files are read once, when the plugin starts. Requests are answered on the event
 * loops from what is in memory.
 */
@NullMarked
package org.millrace.console;

import org.jspecify.annotations.NullMarked;
