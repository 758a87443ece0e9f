package org.millrace.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.millrace.bench.Processors.Placement;

/**
 * Files of 1 MB, or segments of a live stream that are about as long, which wrk fetches again and
 * again over 32 connections.
 *
 * @param peer the server
 * @param httpPort where it serves them
 * @param isLive whether it makes them of a stream that is published
 * @param length of the measurement
 */
record SegmentsTrial(Peer peer, int httpPort, boolean isLive, Duration length) implements Trial {
  private static final int COUNT = 8;
  private static final int FILE_BYTES = 1_000_000;

  /** Until the JVM has compiled what is hot. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  /** Segments of two seconds. */
  private static final Duration HEAD_START = Duration.ofSeconds(2 * (COUNT + 2));

  /** Makes the files that are served. */
  static void makeFiles(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < COUNT; i++) {
      Files.write(folder.resolve(i + ".m4s"), new byte[FILE_BYTES]);
    }
  }

  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Placement placement = bench.place(1);
    try (RunningServer server = bench.start(peer, placement)) {
      server.awaitOpen();
      if (!isLive) {
        List<String> files = IntStream.range(0, COUNT).mapToObj(i -> "/web/" + i + ".m4s").toList();
        return fetch(bench, placement, server, files);
      }
      long seconds = HEAD_START.plus(WARM_UP).plus(length).toSeconds() + 30;
      List<String> publishing =
          List.of("--publish", "--json", "-c", "1", "-k", "3900", "-t", "" + seconds);
      try (LoadRun publisher = bench.run(server, placement, publishing)) {
        publisher.mustRunFor(HEAD_START);
        return fetch(bench, placement, server, segments());
      }
    }
  }

  private Figures fetch(
      Workbench bench, Placement placement, RunningServer server, List<String> paths)
      throws IOException, InterruptedException {
    Wrk wrk = new Wrk("http://127.0.0.1:" + httpPort, paths);
    bench.fetch(placement, wrk, WARM_UP);
    CpuClock clock = server.startClock();
    Wrk.Result result = bench.fetch(placement, wrk, length);
    CpuClock.Usage usage = clock.usage();
    return Figures.NONE
        .with(Metric.CPU_PER_GB, usage.process() / (result.bytesPerSecond() / 1e9))
        .with(Metric.FAILED, result.errors())
        .with(Metric.MEGABITS, result.bytesPerSecond() * 8 / 1e6)
        .with(Metric.RESIDENT, server.residentKilobytes() / 1024);
  }

  /** The oldest of those that the playlist of the pictures has, which is kept for an hour. */
  private List<String> segments() throws IOException, InterruptedException {
    URI master = URI.create("http://127.0.0.1:" + httpPort + "/live/bench.m3u8");
    URI media = master.resolve(addresses(master, ".m3u8").get(0));
    return addresses(media, ".m4s").stream()
        .limit(COUNT)
        .map(segment -> media.resolve(segment).getPath())
        .toList();
  }

  private static List<String> addresses(URI playlist, String type)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(playlist).build(), HttpResponse.BodyHandlers.ofString());
    List<String> addresses =
        answer.body().lines().filter(line -> !line.startsWith("#") && line.endsWith(type)).toList();
    if (addresses.isEmpty()) {
      throw new BenchException(playlist + ": " + answer.statusCode() + " " + answer.body());
    }
    return addresses;
  }
}
