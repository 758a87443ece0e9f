package org.millrace.hls.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.StreamKey;

/**
 * Who may watch what. A session is a name, by which it is found, and a secret, which is compared in
 * constant time; both stand in the addresses of all files of a stream. Safe for use by any thread.
 */
public final class Sessions {
  private static final int NAME_BYTES = 6;
  private static final int SECRET_BYTES = 16;
  private static final int NAME_LENGTH = NAME_BYTES * 4 / 3;

  /**
   * What sessions are like.
   *
   * @param isShared whether all viewers of a stream have the same
   * @param timeout after which a session that is not used ends
   * @param most of all streams together
   */
  public record Policy(boolean isShared, Duration timeout, int most) {}

  private static final class Session {
    private final StreamKey key;
    private final byte[] secret;
    private volatile long used;

    Session(StreamKey key, byte[] secret, long now) {
      this.key = key;
      this.secret = secret;
      this.used = now;
    }
  }

  private final Policy policy;
  private final LongSupplier nanoClock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<StreamKey, String> shared = new ConcurrentHashMap<>();
  private volatile Map<StreamKey, Integer> viewers = Map.of();

  /**
   * No sessions yet.
   *
   * @param policy what they are like
   * @param nanoClock for their age
   */
  public Sessions(Policy policy, LongSupplier nanoClock) {
    this.policy = policy;
    this.nanoClock = nanoClock;
  }

  /**
   * Gives a session to somebody who may watch a stream.
   *
   * @param key the stream
   * @return the session as it stands in addresses; empty if there are too many
   */
  public Optional<String> open(StreamKey key) {
    if (policy.isShared()) {
      return Optional.ofNullable(shared.compute(key, this::presentOrNew));
    }
    return Optional.ofNullable(create(key));
  }

  private @Nullable String presentOrNew(StreamKey key, @Nullable String present) {
    return present != null && find(present).isPresent() ? present : create(key);
  }

  private @Nullable String create(StreamKey key) {
    if (sessions.size() >= policy.most()) {
      endUnused();
      if (sessions.size() >= policy.most()) {
        return null;
      }
    }
    String secret = randomText(SECRET_BYTES);
    Session session =
        new Session(key, secret.getBytes(StandardCharsets.US_ASCII), nanoClock.getAsLong());
    String name = randomText(NAME_BYTES);
    while (sessions.putIfAbsent(name, session) != null) {
      name = randomText(NAME_BYTES);
    }
    return name + secret;
  }

  private String randomText(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Finds a session, and notes that it is used.
   *
   * @param text as it stands in an address
   * @return the stream that may be watched; empty if there is no such session
   */
  public Optional<StreamKey> find(String text) {
    Session session =
        text.length() <= NAME_LENGTH ? null : sessions.get(text.substring(0, NAME_LENGTH));
    if (session == null || isOver(session)) {
      return Optional.empty();
    }
    byte[] secret = text.substring(NAME_LENGTH).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(secret, session.secret)) {
      return Optional.empty();
    }
    session.used = nanoClock.getAsLong();
    return Optional.of(session.key);
  }

  private boolean isOver(Session session) {
    return unusedFor(session).compareTo(policy.timeout()) > 0;
  }

  private Duration unusedFor(Session session) {
    return Duration.ofNanos(nanoClock.getAsLong() - session.used);
  }

  /** Forgets sessions that are not used. To be called now and then. */
  public void endUnused() {
    sessions.values().removeIf(this::isOver);
    shared.values().removeIf(text -> !sessions.containsKey(text.substring(0, NAME_LENGTH)));
  }

  /**
   * Counts the viewers of all streams. To be called now and then.
   *
   * @param within who has asked for something in this time counts
   */
  public void count(Duration within) {
    Map<StreamKey, Integer> counted = new HashMap<>();
    for (Session session : sessions.values()) {
      if (unusedFor(session).compareTo(within) <= 0) {
        counted.merge(session.key, 1, Integer::sum);
      }
    }
    viewers = Map.copyOf(counted);
  }

  /**
   * The viewers of a stream.
   *
   * @param key the stream
   * @return sessions, when they were counted last
   */
  public int viewers(StreamKey key) {
    return viewers.getOrDefault(key, 0);
  }
}
