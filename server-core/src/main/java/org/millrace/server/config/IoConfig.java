package org.millrace.server.config;

/**
 * Transport and threads.
 *
 * @param transport which of the system's interfaces to use
 * @param eventLoops threads that connections run on, at least 1
 * @param fileThreads threads for work on files, at least 1
 * @param acceptBacklog connections that may wait to be accepted, for each acceptor
 * @param reusePort whether each event loop has a listening socket of its own (Linux's native
 *     transports alone)
 */
public record IoConfig(
    IoTransport transport, int eventLoops, int fileThreads, int acceptBacklog, boolean reusePort) {

  /** The system's interfaces for network I/O. */
  public enum IoTransport {
    /** The best one that works here. */
    AUTO("auto"),
    /** Linux io_uring. */
    IO_URING("io_uring"),
    /** Linux epoll. */
    EPOLL("epoll"),
    /** The BSDs' and macOS's kqueue. */
    KQUEUE("kqueue"),
    /** What Java has everywhere. */
    NIO("nio");

    private final String spelling;

    IoTransport(String spelling) {
      this.spelling = spelling;
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
      return spelling;
    }
  }
}
