package org.millrace.admin.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent to a webhook, so that its receiver knows that it comes from this server and
 * when: {@code Millrace-Signature: t=1700000000,v1=HEX}, where HEX is the HMAC-SHA256 of {@code
 * 1700000000.BODY}. A receiver recomputes it over the bytes that it has read, compares in constant
 * time, and refuses what is too old.
 */
final class Signature {
  static final String HEADER = "Millrace-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signature(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Signs.
   *
   * @param seconds since 1970
   * @param body as it is sent
   * @return the header field's value
   */
  String of(long seconds, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] code = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
