package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.StreamAlias;
import org.millrace.server.config.NamingConfig;

class StreamNamingTest {
  private static final NamingConfig ANY = new NamingConfig(false, false);
  private static final NamingConfig STRICT = new NamingConfig(true, true);

  private Instant now = Instant.EPOCH;
  private final StreamNaming naming = new StreamNaming(() -> now, 2, 10);

  private static StreamAlias alias(String alias, String stream) {
    return new StreamAlias("live", alias, stream, false, Optional.empty());
  }

  private interface Call {
    void run() throws RefusedException;
  }

  private static Refusal refusal(Call call) {
    return catchThrowableOfType(RefusedException.class, call::run).refusal();
  }

  @Test
  void aliasLeadsToItsStreamInItsApplicationAlone() throws RefusedException {
    naming.aliases().add(alias("x", "cam"));

    assertThat(naming.played("live", "x")).isEqualTo("cam");
    assertThat(naming.played("live", "cam")).isEqualTo("cam");
    assertThat(naming.played("other", "x")).isEqualTo("x");
    naming.use("live", "x", "cam");
    naming.use("live", "x", "cam");
  }

  @Test
  void aliasForOnePlayerEndsWithTheFirst() throws RefusedException {
    naming.aliases().add(new StreamAlias("live", "x", "cam", true, Optional.empty()));

    naming.use("live", "x", "cam");

    assertThat(naming.aliases().list()).isEmpty();
    assertThat(refusal(() -> naming.use("live", "x", "cam"))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void aliasEndsAtItsTime() throws RefusedException {
    Instant end = now.plusSeconds(60);
    naming.aliases().add(new StreamAlias("live", "x", "cam", false, Optional.of(end)));
    assertThat(naming.played("live", "x")).isEqualTo("cam");

    now = end;

    assertThat(naming.aliases().list()).isEmpty();
    assertThat(naming.played("live", "x")).isEqualTo("x");
    assertThat(refusal(() -> naming.use("live", "x", "cam"))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void realNamesAreRefusedWhereAliasesHaveToBeUsed() throws RefusedException {
    naming.aliases().add(alias("x", "cam"));

    naming.requirePlayable("live", "x", STRICT);
    naming.requirePlayable("live", "cam", ANY);
    assertThat(refusal(() -> naming.requirePlayable("live", "cam", STRICT)))
        .isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void ingestPointLeadsToItsStreamWhichNobodyElseCanPublish() throws RefusedException {
    naming.ingestPoints().add(new IngestPoint("live", "secret", "cam"));

    assertThat(naming.published("live", "secret")).isEqualTo("cam");
    naming.requirePublishable("live", "secret", STRICT);
    naming.requirePublishable("live", "other", ANY);
    naming.requirePublishable("elsewhere", "cam", ANY);
    assertThat(refusal(() -> naming.requirePublishable("live", "cam", ANY)))
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refusal(() -> naming.requirePublishable("live", "other", STRICT)))
        .isEqualTo(Refusal.NOT_ALLOWED);

    assertThat(naming.ingestPoints().remove("live", "secret")).isTrue();
    naming.requirePublishable("live", "cam", ANY);
  }

  @Test
  void limitsHoldForEachKindOfNames() throws RefusedException {
    naming.aliases().add(alias("a", "cam"));
    naming.aliases().add(alias("b", "cam"));
    naming.aliases().add(alias("b", "other"));
    naming.ingestPoints().add(new IngestPoint("live", "a", "cam"));

    assertThat(refusal(() -> naming.aliases().add(alias("c", "cam")))).isEqualTo(Refusal.LIMIT);
    assertThat(refusal(() -> naming.aliases().add(alias("../c", "cam"))))
        .isEqualTo(Refusal.BAD_NAME);
    assertThat(refusal(() -> naming.aliases().add(alias("a", "much too long"))))
        .isEqualTo(Refusal.BAD_NAME);
    assertThat(naming.aliases().remove("live", "a")).isTrue();
    assertThat(naming.aliases().remove("live", "a")).isFalse();
    naming.aliases().clear();
    assertThat(naming.aliases().list()).isEmpty();
  }
}
