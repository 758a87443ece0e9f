package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that can be measured. */
sealed interface Peer permits Millrace, NginxFiles, NginxRtmp {
  /** As the tables call it. */
  String name();

  /**
   * How to run it in the foreground, accepting RTMP on a loopback port, with the application {@code
   * live}.
   *
   * @param folder an empty one, for its configuration and files
   * @param port a free one
   */
  Launch prepare(Path folder, int port) throws IOException;

  /**
   * A program to start.
   *
   * @param command words
   * @param environment variables beside those of this process
   */
  record Launch(List<String> command, Map<String, String> environment) {}
}
