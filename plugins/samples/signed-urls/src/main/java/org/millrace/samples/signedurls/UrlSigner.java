package org.millrace.samples.signedurls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs addresses and checks them: {@code stream?expires=1767225600&signature=...}, by HMAC-SHA256
 * with a secret that the server shares with whoever signs. Immutable.
 */
public final class UrlSigner {
  /** Parameter of the address: seconds since 1970. */
  public static final String EXPIRES = "expires";

  /** Parameter of the address: the signature, in the URL-safe form of Base64. */
  public static final String SIGNATURE = "signature";

  /** Shorter ones can be found by trying. */
  static final int SHORTEST_SECRET = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;

  /**
   * A signer.
   *
   * @param secret 16 bytes at least; copied
   * @param clock tells when addresses have expired
   */
  public UrlSigner(byte[] secret, Clock clock) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "secret: " + secret.length + " bytes (expected: at least " + SHORTEST_SECRET + ")");
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
    this.clock = clock;
  }

  /**
   * A signer whose secret is the text of a file, without white space around it. Blocks.
   *
   * @param file the file
   * @param clock tells when addresses have expired
   * @return a signer
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the secret is too short
   */
  public static UrlSigner ofFile(Path file, Clock clock) throws IOException {
    byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    return new UrlSigner(secret, clock);
  }

  /**
   * Signs.
   *
   * @param permit what the address shall allow
   * @return the query of the stream's name
   */
  public String query(Permit permit) {
    return EXPIRES
        + "="
        + permit.expires().getEpochSecond()
        + "&"
        + SIGNATURE
        + "="
        + signature(permit);
  }

  /**
   * Checks an address.
   *
   * @param action what somebody wants to do
   * @param application the application's name
   * @param stream the stream's name
   * @param parameters of the stream's name
   * @return why it is not allowed, for the peer; empty if it is
   */
  public Optional<String> problem(
      Permit.Action action, String application, String stream, Map<String, String> parameters) {
    String given = parameters.getOrDefault(SIGNATURE, "");
    Optional<Instant> expires = seconds(parameters.getOrDefault(EXPIRES, ""));
    if (given.isEmpty() || expires.isEmpty()) {
      return Optional.of("a signed address is needed");
    }
    String expected = signature(new Permit(action, application, stream, expires.get()));
    // Takes the same time wherever the difference is, so that a signature cannot be found by parts.
    if (!MessageDigest.isEqual(ascii(expected), ascii(given))) {
      return Optional.of("the signature is not of this address");
    }
    return clock.instant().isBefore(expires.get())
        ? Optional.empty()
        : Optional.of("the address has expired");
  }

  private static Optional<Instant> seconds(String text) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private String signature(Permit permit) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] bytes = mac.doFinal(permit.text().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
