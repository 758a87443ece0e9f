package org.millrace.api.server;

import java.nio.file.Path;
import java.time.Instant;
import org.millrace.api.contract.Experimental;

/**
 * What a server is.
 *
 * @param version the server's own version
 * @param apiVersion the version of plugin-api that it implements
 * @param javaVersion of the virtual machine that it runs on
 * @param pid of its process
 * @param started when it was started
 * @param configurationFile absolute
 * @param transport how it reads and writes sockets, such as {@code epoll}
 * @param eventLoops the number of threads that connections run on
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ServerInfo(
    String version,
    String apiVersion,
    String javaVersion,
    long pid,
    Instant started,
    Path configurationFile,
    String transport,
    int eventLoops) {}
