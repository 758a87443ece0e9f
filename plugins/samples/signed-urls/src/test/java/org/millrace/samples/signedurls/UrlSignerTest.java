package org.millrace.samples.signedurls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.samples.signedurls.Permit.Action;

class UrlSignerTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

  private final UrlSigner signer = new UrlSigner(SECRET, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void theSignatureIsWhatOtherProgramsMake() {
    // printf 'PLAY\nmembers\nshow\n1767229200' | openssl dgst -sha256 -hmac 0123456789abcdef
    // -binary
    //     | basenc --base64url | tr -d =
    assertThat(query(Action.PLAY, "show"))
        .isEqualTo("expires=1767229200&signature=6OsBDCPp7Cdtnb4rbQIKv1VvFjcTQzM1snG8gHSiHWs");
  }

  @Test
  void whatIsSignedIsAllowedUntilItExpires() {
    Map<String, String> parameters = parameters(query(Action.PLAY, "show"));

    assertThat(signer.problem(Action.PLAY, "members", "show", parameters)).isEmpty();
    assertThat(at(Duration.ofMinutes(59)).problem(Action.PLAY, "members", "show", parameters))
        .isEmpty();
    assertThat(at(Duration.ofHours(1)).problem(Action.PLAY, "members", "show", parameters))
        .contains("the address has expired");
  }

  @ParameterizedTest
  @CsvSource({"PUBLISH, members, show", "PLAY, others, show", "PLAY, members, other"})
  void aSignatureIsGoodForItsOwnAddressAlone(Action action, String application, String stream) {
    Map<String, String> parameters = parameters(query(Action.PLAY, "show"));

    assertThat(signer.problem(action, application, stream, parameters))
        .contains("the signature is not of this address");
  }

  @ParameterizedTest
  @CsvSource({
    "1767229201, '', the signature is not of this address",
    "'', '', a signed address is needed",
    "soon, '', a signed address is needed",
    "9223372036854775807, '', a signed address is needed",
    "1767229200, x, the signature is not of this address",
    "1767229200, \u20ac, the signature is not of this address",
  })
  void changedParametersAreRefused(String expires, String signature, String problem) {
    Map<String, String> parameters = new HashMap<>(parameters(query(Action.PLAY, "show")));
    parameters.put(UrlSigner.EXPIRES, expires);
    if (!signature.isEmpty()) {
      parameters.put(UrlSigner.SIGNATURE, signature);
    }

    assertThat(signer.problem(Action.PLAY, "members", "show", parameters)).contains(problem);
  }

  @Test
  void withoutParametersNothingIsAllowed() {
    assertThat(signer.problem(Action.PLAY, "members", "show", Map.of()))
        .isEqualTo(Optional.of("a signed address is needed"));
  }

  @Test
  void otherSecretsMakeOtherSignatures() {
    UrlSigner other =
        new UrlSigner("fedcba9876543210".getBytes(StandardCharsets.US_ASCII), Clock.systemUTC());

    assertThat(
            other.problem(Action.PLAY, "members", "show", parameters(query(Action.PLAY, "show"))))
        .contains("the signature is not of this address");
  }

  @Test
  void aSecretThatCanBeFoundByTryingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UrlSigner(new byte[15], Clock.systemUTC()))
        .withMessage("secret: 15 bytes (expected: at least 16)");
  }

  @Test
  void namesCannotPretendToBeTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Permit(Action.PLAY, "members", "a\nb", NOW))
        .withMessageContaining("stream");
  }

  private UrlSigner at(Duration later) {
    return new UrlSigner(SECRET, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private String query(Action action, String stream) {
    return signer.query(new Permit(action, "members", stream, NOW.plus(Duration.ofHours(1))));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&")) {
      parameters.put(part.split("=", 2)[0], part.split("=", 2)[1]);
    }
    return parameters;
  }
}
