package org.millrace.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The administrator's secret, of which only a digest is kept. */
public final class AdminToken {
  /** Shorter ones can be guessed. */
  static final int MIN_CHARACTERS = 16;

  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] digest;

  /**
   * A token.
   *
   * @param text at least {@value #MIN_CHARACTERS} characters
   */
  public AdminToken(String text) {
    if (text.length() < MIN_CHARACTERS) {
      throw new IllegalArgumentException(
          text.length() + " characters (expected: at least " + MIN_CHARACTERS + ")");
    }
    this.digest = sha256(text);
  }

  /** 256 random bits, in characters that need no escaping anywhere. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Compares, in a time that says nothing about the token: digests are compared, whose bytes nobody
   * can choose, and all of them are.
   */
  boolean matches(String text) {
    return MessageDigest.isEqual(digest, sha256(text));
  }

  /** A digest from which a secret cannot be had back. */
  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
