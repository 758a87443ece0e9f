package org.millrace.server.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.StreamAlias;
import org.millrace.api.server.StreamAliases;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.config.NamingConfig;

/**
 * Names of streams that are not their own: aliases for players, ingest points for publishers. Safe
 * for use by any thread.
 */
public final class StreamNaming {
  private final InstantSource clock;
  private final Map<StreamKey, StreamAlias> aliases = new ConcurrentHashMap<>();
  private final Map<StreamKey, IngestPoint> points = new ConcurrentHashMap<>();
  private volatile int limit;
  private volatile int maxNameLength;

  /**
   * No names yet.
   *
   * @param clock tells when aliases end
   * @param limit of aliases, and of ingest points
   * @param maxNameLength in characters
   */
  public StreamNaming(InstantSource clock, int limit, int maxNameLength) {
    this.clock = clock;
    this.limit = limit;
    this.maxNameLength = maxNameLength;
  }

  /**
   * Changes the limits, for names to come.
   *
   * @param newLimit of aliases, and of ingest points
   * @param newMaxNameLength in characters
   */
  public void limits(int newLimit, int newMaxNameLength) {
    limit = newLimit;
    maxNameLength = newMaxNameLength;
  }

  // ---- what clients ask for

  /** The stream that a publisher means, whose name has not been checked yet. */
  String published(String application, String wanted) {
    IngestPoint point = wanted.isEmpty() ? null : points.get(new StreamKey(application, wanted));
    return point == null ? wanted : point.publicName();
  }

  /**
   * Refuses names that are not for publishers.
   *
   * @throws RefusedException with {@link Refusal#NOT_ALLOWED}
   */
  void requirePublishable(String application, String wanted, NamingConfig config)
      throws RefusedException {
    if (points.containsKey(new StreamKey(application, wanted))) {
      return;
    }
    if (config.ingestPointsAlone() || isPublicName(application, wanted)) {
      throw new RefusedException(Refusal.NOT_ALLOWED, wanted + " is no ingest point");
    }
  }

  private boolean isPublicName(String application, String name) {
    return points.values().stream()
        .anyMatch(
            point -> point.application().equals(application) && point.publicName().equals(name));
  }

  /** The stream that a player means, whose name has not been checked yet. */
  String played(String application, String wanted) {
    StreamAlias alias = wanted.isEmpty() ? null : find(new StreamKey(application, wanted));
    return alias == null ? wanted : alias.stream();
  }

  /**
   * Refuses names that are not for players.
   *
   * @throws RefusedException with {@link Refusal#NOT_FOUND}
   */
  void requirePlayable(String application, String wanted, NamingConfig config)
      throws RefusedException {
    if (config.aliasesAlone() && find(new StreamKey(application, wanted)) == null) {
      throw new RefusedException(Refusal.NOT_FOUND, "no alias " + wanted);
    }
  }

  /**
   * A player is let in: an alias that is for one player ends.
   *
   * @param stream that the name was taken for before the hooks were asked
   * @throws RefusedException with {@link Refusal#NOT_FOUND} if another player was quicker
   */
  void use(String application, String wanted, String stream) throws RefusedException {
    StreamKey key = new StreamKey(application, wanted);
    StreamAlias alias = find(key);
    boolean usable =
        alias == null
            ? stream.equals(wanted)
            : alias.stream().equals(stream) && (!alias.once() || aliases.remove(key, alias));
    if (!usable) {
      throw new RefusedException(Refusal.NOT_FOUND, "no alias " + wanted + " any more");
    }
  }

  private @Nullable StreamAlias find(StreamKey key) {
    StreamAlias alias = aliases.get(key);
    if (alias != null && hasEnded(alias)) {
      aliases.remove(key, alias);
      return null;
    }
    return alias;
  }

  private boolean hasEnded(StreamAlias alias) {
    Instant now = clock.instant();
    return alias.expires().filter(end -> !end.isAfter(now)).isPresent();
  }

  private void require(String... names) throws RefusedException {
    for (String name : names) {
      StreamNames.require(name, maxNameLength);
    }
  }

  private <T> void put(Map<StreamKey, T> names, StreamKey key, T value, String what)
      throws RefusedException {
    if (!names.containsKey(key) && names.size() >= limit) {
      throw new RefusedException(
          Refusal.LIMIT,
          what + ": " + names.size() + " (expected: at most limits.maxStreamAliases)");
    }
    names.put(key, value);
  }

  // ---- what administrators do

  /**
   * The aliases.
   *
   * @return for administrators
   */
  public StreamAliases aliases() {
    return new Aliases();
  }

  /**
   * The ingest points.
   *
   * @return for administrators
   */
  public IngestPoints ingestPoints() {
    return new Points();
  }

  private final class Aliases implements StreamAliases {
    @Override
    public List<StreamAlias> list() {
      aliases.values().removeIf(StreamNaming.this::hasEnded);
      return aliases.values().stream()
          .sorted(Comparator.comparing(StreamAlias::application).thenComparing(StreamAlias::alias))
          .toList();
    }

    @Override
    public void add(StreamAlias alias) throws RefusedException {
      require(alias.alias(), alias.stream());
      aliases.values().removeIf(StreamNaming.this::hasEnded);
      put(aliases, new StreamKey(alias.application(), alias.alias()), alias, "aliases");
    }

    @Override
    public boolean remove(String application, String alias) {
      return Optional.ofNullable(aliases.remove(new StreamKey(application, alias)))
          .filter(removed -> !hasEnded(removed))
          .isPresent();
    }

    @Override
    public void clear() {
      aliases.clear();
    }
  }

  private final class Points implements IngestPoints {
    @Override
    public List<IngestPoint> list() {
      return points.values().stream()
          .sorted(
              Comparator.comparing(IngestPoint::application)
                  .thenComparing(IngestPoint::privateName))
          .toList();
    }

    @Override
    public void add(IngestPoint point) throws RefusedException {
      require(point.privateName(), point.publicName());
      put(points, new StreamKey(point.application(), point.privateName()), point, "ingest points");
    }

    @Override
    public boolean remove(String application, String privateName) {
      return points.remove(new StreamKey(application, privateName)) != null;
    }
  }
}
