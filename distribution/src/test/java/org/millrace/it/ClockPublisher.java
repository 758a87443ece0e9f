package org.millrace.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes grey pictures that show when they were drawn, for machines: 24 upright bars, black for
 * 0 and white for 1, are the lowest bits of the milliseconds since 1970, the highest of them left;
 * in the lower half of the picture each bar is inverted. ffmpeg encodes and sends them.
 */
final class ClockPublisher {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  static final int BITS = 24;

  private static final int FRAMES_PER_SECOND = 25;
  private static final long FRAME_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;
  private static final int MARGIN = 8;
  private static final int BAR = (WIDTH - 2 * MARGIN) / BITS;

  private static final List<String> INPUT =
      List.of(
          "-fflags",
          "nobuffer",
          "-probesize",
          "32",
          "-f",
          "rawvideo",
          "-pixel_format",
          "gray",
          "-video_size",
          WIDTH + "x" + HEIGHT,
          "-framerate",
          "" + FRAMES_PER_SECOND);
  private static final List<String> ENCODER =
      List.of(
          "-c:v",
          "libx264",
          "-preset",
          "ultrafast",
          "-tune",
          "zerolatency",
          "-pix_fmt",
          "yuv420p",
          "-g",
          "" + FRAMES_PER_SECOND,
          "-flush_packets",
          "1",
          "-f",
          "flv");

  private ClockPublisher() {}

  /** Begins to publish, in the background, until the test ends. */
  static void publish(TestBench bench, String url) {
    try {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      Thread painter = new Thread(() -> paint(socket), "clock");
      painter.setDaemon(true);
      painter.start();
      bench.run(FfmpegTools.get().ffmpeg(), arguments(socket.getLocalPort(), url));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] arguments(int port, String url) {
    List<String> words = new ArrayList<>(INPUT);
    words.addAll(List.of("-i", "tcp://127.0.0.1:" + port));
    words.addAll(ENCODER);
    words.add(url);
    return words.toArray(String[]::new);
  }

  /** Ends when ffmpeg does, with the test. */
  private static void paint(ServerSocket socket) {
    try (socket;
        Socket ffmpeg = socket.accept();
        OutputStream out = ffmpeg.getOutputStream()) {
      long due = System.nanoTime();
      while (true) {
        LockSupport.parkNanos(due - System.nanoTime());
        out.write(picture(System.currentTimeMillis()));
        due += FRAME_NANOS;
      }
    } catch (IOException e) {
      return; // ffmpeg has gone, with the test.
    }
  }

  private static byte[] picture(long millis) {
    byte[] row = new byte[WIDTH];
    byte[] inverted = new byte[WIDTH];
    for (int bit = 0; bit < BITS; bit++) {
      boolean isSet = (millis >> (BITS - 1 - bit) & 1) == 1;
      int from = MARGIN + bit * BAR;
      Arrays.fill(isSet ? row : inverted, from, from + BAR, (byte) 0xFF);
    }
    byte[] picture = new byte[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(y < HEIGHT / 2 ? row : inverted, 0, picture, y * WIDTH, WIDTH);
    }
    return picture;
  }

  /**
   * A script for the page that shows the pictures: how many milliseconds ago the one was drawn that
   * the page's video shows; null if there is none that can be read.
   */
  static String latencyScript() {
    return """
    const video = document.querySelector("video");
    if (!video.videoWidth) return null;
    const canvas = document.createElement("canvas");
    canvas.width = %1$d;
    canvas.height = %2$d;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, %1$d, %2$d);
    const now = Date.now();
    const white = (bit, y) =>
      context.getImageData(%3$d + (bit + 0.5) * %4$d, y, 1, 1).data[0] > 127;
    let clock = 0;
    for (let bit = 0; bit < %5$d; bit++) {
      const isSet = white(bit, %2$d / 4);
      if (isSet === white(bit, %2$d * 3 / 4)) return null;
      clock = clock * 2 + (isSet ? 1 : 0);
    }
    const range = 2 ** %5$d;
    return (((now - clock) %% range) + range) %% range;
    """
        .formatted(WIDTH, HEIGHT, MARGIN, BAR, BITS);
  }
}
