package org.millrace.it;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.millrace.testkit.rtmp.RtmpPeer;

/**
 * The first key frame that a player gets.
 *
 * @param waited from the moment at which it began to connect
 * @param millis the frame's time; -1 if it is not known
 */
record FirstPicture(Duration waited, long millis) {
  private static final int VIDEO = 9;
  private static final int KEY_FRAME_OF_AVC = 0x1701;

  /** Plays FLV over HTTP until it is there. */
  static FirstPicture overHttp(String url) {
    URI uri = URI.create(url);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String request = "GET " + uri.getRawPath() + query + " HTTP/1.0\r\n\r\n";
    long begin = System.nanoTime();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      skipHead(in);
      long millis = keyFrame(in);
      return new FirstPicture(Duration.ofNanos(System.nanoTime() - begin), millis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plays RTMP until it is there; connecting, which is the kit's own slow way, is not counted. */
  static FirstPicture overRtmp(InetSocketAddress server, String application, String stream) {
    RtmpPeer peer = RtmpPeer.connect(server, application);
    long begin = System.nanoTime();
    try {
      peer.play(stream).frames().awaitKeyFrame();
      return new FirstPicture(Duration.ofNanos(System.nanoTime() - begin), -1);
    } finally {
      // Not waited for, which takes longer than all the rest.
      CompletableFuture.runAsync(peer::close);
    }
  }

  private static void skipHead(DataInputStream in) throws IOException {
    int newest = 0;
    while (newest != 0x0D0A0D0A) {
      newest = newest << 8 | in.readUnsignedByte();
    }
    in.skipNBytes(13); // the file's header
  }

  /** The time of the first one; it has been read whole. */
  private static long keyFrame(DataInputStream in) throws IOException {
    while (true) {
      int typeAndLength = in.readInt();
      int time = in.readInt();
      in.skipNBytes(3);
      byte[] body = in.readNBytes(typeAndLength & 0xFF_FFFF);
      in.skipNBytes(4);
      int start = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
      if (typeAndLength >>> 24 == VIDEO && start == KEY_FRAME_OF_AVC) {
        return time >>> 8 | (long) (time & 0xFF) << 24;
      }
    }
  }
}
