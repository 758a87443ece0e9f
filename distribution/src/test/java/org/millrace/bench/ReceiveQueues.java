package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What has come to a port and has not been read yet. */
final class ReceiveQueues {
  private static final int LOCAL_ADDRESS = 1;
  private static final int QUEUES = 4;

  private ReceiveQueues() {}

  /** Bytes in the receive queues of all connections to a port of this machine. */
  static long bytes(int port) throws IOException {
    long bytes = 0;
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      bytes += bytes(Files.readAllLines(Path.of(table)), port);
    }
    return bytes;
  }

  /**
   * Adds up a table of the kernel.
   *
   * @param lines a heading, then {@code sl local:port remote:port st tx_queue:rx_queue ...}, in
   *     hexadecimal
   * @param port of our side
   */
  static long bytes(List<String> lines, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    return lines.stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[LOCAL_ADDRESS].endsWith(suffix))
        .mapToLong(fields -> Long.parseLong(fields[QUEUES].split(":")[1], 16))
        .sum();
  }
}
