package org.millrace.server.config;

import java.time.Duration;

/**
 * Limits of the whole server.
 *
 * @param maxConnections connections at the same time
 * @param maxConnectionsPerAddress connections of one peer address at the same time; 0 means any
 * @param maxStreamNameLength characters of a stream's name
 * @param maxStreamAliases aliases of streams, and ingest points
 * @param maxMediaStorages storages that are added while the server runs
 * @param handshakeTimeout for the TLS handshake, and until the protocol is recognised on a port
 *     that speaks several
 * @param connectTimeout until a connection to another server is open
 * @param detectionBytes what is read at the most to recognise the protocol of a connection
 * @param lingerTimeout how long a closing connection may take to send what was written
 * @param recordingMaxLag media time that a recording may be behind its stream
 */
public record LimitsConfig(
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxStreamNameLength,
    int maxStreamAliases,
    int maxMediaStorages,
    Duration handshakeTimeout,
    Duration connectTimeout,
    int detectionBytes,
    Duration lingerTimeout,
    Duration recordingMaxLag) {

  /**
   * The same with other numbers of connections.
   *
   * @param max at the same time
   * @param maxPerAddress of one peer address; 0 means any
   * @return a copy
   */
  public LimitsConfig withConnections(int max, int maxPerAddress) {
    return new LimitsConfig(
        max,
        maxPerAddress,
        maxStreamNameLength,
        maxStreamAliases,
        maxMediaStorages,
        handshakeTimeout,
        connectTimeout,
        detectionBytes,
        lingerTimeout,
        recordingMaxLag);
  }
}
