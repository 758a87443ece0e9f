package org.millrace.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A client that sends bytes, for tests of protocols. Reading waits. */
public final class TcpPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();

  private TcpPeer() {}

  /**
   * Connects.
   *
   * @param server where
   * @return an open connection
   */
  public static TcpPeer connect(InetSocketAddress server) {
    TcpPeer peer = new TcpPeer();
    try {
      // Each write is to be a packet of its own.
      peer.socket.setTcpNoDelay(true);
      peer.socket.connect(server, PATIENCE_MILLIS);
      return peer;
    } catch (IOException e) {
      peer.close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends bytes at once.
   *
   * @param bytes what to send
   * @return this
   */
  public TcpPeer send(byte[] bytes) {
    write(bytes, 0, bytes.length);
    return this;
  }

  /**
   * Sends bytes in pieces.
   *
   * @param bytes what to send
   * @param pieceLength how many bytes are sent at once
   * @return this
   */
  public TcpPeer send(byte[] bytes, int pieceLength) {
    for (int from = 0; from < bytes.length; from += pieceLength) {
      write(bytes, from, Math.min(pieceLength, bytes.length - from));
    }
    return this;
  }

  /** A server that has heard enough may have closed already. */
  private void write(byte[] bytes, int from, int length) {
    try {
      socket.getOutputStream().write(bytes, from, length);
    } catch (SocketException e) {
      if (socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends no more: the server reads the end of the stream. */
  public void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads so many bytes.
   *
   * @param count how many
   * @return fewer if the server closes before
   */
  public byte[] read(int count) {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket.getInputStream().readNBytes(count);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no " + count + " bytes for " + PATIENCE_MILLIS + " ms", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads until nothing has come for a while, or the server closes.
   *
   * @param silence for how long
   * @return what has come
   */
  public byte[] readUntilSilent(Duration silence) {
    ByteArrayOutputStream come = new ByteArrayOutputStream();
    byte[] piece = new byte[64 * 1024];
    try {
      InputStream in = socket.getInputStream();
      socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        come.write(piece, 0, count);
      }
    } catch (SocketTimeoutException | SocketException e) {
      return come.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return come.toByteArray();
  }

  /**
   * Waits until the server closes the connection; what comes before is thrown away.
   *
   * @throws AssertionError if it does not for 10 s
   */
  public void awaitClose() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms", e);
    } catch (SocketException e) {
      // Reset: closed, too.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the connection. Idempotent. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
