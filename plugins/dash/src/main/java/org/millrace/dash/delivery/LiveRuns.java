package org.millrace.dash.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.millrace.dash.manifest.ManifestOptions;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.SegmentedStreams;

/**
 * The runs of streams that are watched, each with a session: who may play is given it with the
 * manifest, and needs it for everything else. It is the same for all viewers, so that caches can
 * serve them, and ends with the run. Any thread.
 */
public final class LiveRuns {
  private static final int SECRET_BYTES = 16;

  private final SegmentedStreams streams;
  private final ManifestOptions options;
  private final SecureRandom random = new SecureRandom();

  /** By the run's epoch. */
  private final Map<String, LiveRun> runs = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param streams that can be watched
   * @param options of their manifests
   */
  public LiveRuns(SegmentedStreams streams, ManifestOptions options) {
    this.streams = streams;
    this.options = options;
  }

  LiveRun of(SegmentedStream stream) {
    return runs.computeIfAbsent(stream.epoch(), epoch -> begin(stream));
  }

  private LiveRun begin(SegmentedStream stream) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new LiveRun(stream, stream.epoch() + "." + secret, options);
  }

  /** The run that a session is of; empty if it is of none. */
  Optional<LiveRun> find(String session) {
    int dot = session.indexOf('.');
    @Nullable LiveRun run = dot < 0 ? null : runs.get(session.substring(0, dot));
    return Optional.ofNullable(run).filter(found -> isSame(found.session(), session));
  }

  private static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets runs that are over. To be called now and then. */
  public void forgetOld() {
    runs.values().removeIf(run -> !isRunning(run.stream()));
  }

  private boolean isRunning(SegmentedStream stream) {
    return streams
        .find(stream.key())
        .filter(present -> present.epoch().equals(stream.epoch()))
        .isPresent();
  }
}
