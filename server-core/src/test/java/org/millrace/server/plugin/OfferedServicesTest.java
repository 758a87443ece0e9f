package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.TestPlugin;

class OfferedServicesTest {
  private static final String OFFERS_DOOR =
      """
      @Override public void start(PluginContext context) {
        context.offer(giver.api.Door.class, () -> "open");
      }
      """;
  private static final String TAKES_DOOR =
      """
      private String word = "none";
      @Override public void start(PluginContext context) {
        word = context.service(giver.api.Door.class).word();
      }
      """
          + TestPlugin.bringsChain("word");

  @TempDir Path folder;
  private final HostFixture fixture = new HostFixture();

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void dependentTakesWhatIsOffered() throws IOException {
    taker(giver(OFFERS_DOOR));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("taker")).containsExactly("open");
  }

  @Test
  void whatNobodyOffersIsNamed() throws IOException {
    taker(giver(TestPlugin.bringsChain("\"g\"")));

    assertThat(fixture.loadAndStart(folder))
        .singleElement()
        .asString()
        .contains("no plugin offers giver.api.Door");
  }

  @Test
  void reloadedGiverOffersAnew() throws IOException {
    taker(giver(OFFERS_DOOR));
    fixture.loadAndStart(folder);

    fixture.updater().reload("giver");

    assertThat(fixture.chains.get("taker")).containsExactly("open");
  }

  private Path giver(String body) {
    return TestPlugin.of("giver", "exports giver.api;", body)
        .source("giver/api/Door", "package giver.api; public interface Door { String word(); }")
        .build(folder.resolve("giver.jar"));
  }

  private void taker(Path giver) {
    TestPlugin.of("taker", "requires giver;", TAKES_DOOR)
        .dependencies("giver")
        .with(giver)
        .build(folder.resolve("taker.jar"));
  }
}
