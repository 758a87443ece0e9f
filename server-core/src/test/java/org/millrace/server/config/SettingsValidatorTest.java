package org.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

class SettingsValidatorTest {
  private static final Setting<Boolean> VALIDATE =
      Setting.flag("validateHandshake", true, "Whether.");
  private static final Setting<Integer> CHUNK_SIZE =
      Setting.integer("chunkSize", 128, 1, 65536, "How much.");
  private static final Setting<List<ConfigNode.Table>> USERS =
      Setting.tables("users", "Who.", List.of(Setting.text("name", null, "Name.")));

  @TempDir Path folder;
  private final ConfigProblems problems = new ConfigProblems();
  private final SettingsValidator validator = new SettingsValidator(problems);

  @Test
  void tablesAreCheckedAgainstSettings() {
    ConfigNode.Table table =
        table("{ chunkSize = 0, chunksize = 1, users = { { name = 'a' }, {}, { nam = 'b' } } }");

    validator.validate(table, List.of(CHUNK_SIZE, USERS));

    assertThat(problems.errors())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: plugins.x.chunkSize: 0 (expected: 1 to 65536)",
            "millrace.lua:1: plugins.x.users[2].name: missing (expected: string)",
            "millrace.lua:1: plugins.x.users[3].name: missing (expected: string)");
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: plugins.x.chunksize: unknown key; did you mean chunkSize?",
            "millrace.lua:1: plugins.x.users[3].nam: unknown key; did you mean name?");
  }

  @Test
  void requiredSettingsAreRequired() {
    validator.validate(table("{}"), List.of(Setting.text("name", null, "Name."), CHUNK_SIZE));

    assertThat(problems.errors())
        .extracting(Object::toString)
        .containsExactly("millrace.lua:1: plugins.x.name: missing (expected: string)");
  }

  @Test
  void applicationsMayHaveTheKeysOfTheirTypeAndOfTheirAcceptors() {
    ApplicationConfig application =
        application("name = 'a', chunkSize = 0, validateHandshake = 1, recrod = 2");

    validator.validateApplication(
        application, List.of(Setting.text("record", "x", "What.")), List.of(CHUNK_SIZE, VALIDATE));

    assertThat(problems.errors())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: applications[1].chunkSize: 0 (expected: 1 to 65536)",
            "millrace.lua:1: applications[1].validateHandshake: 1 (expected: true or false)");
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: applications[1].recrod: unknown key; did you mean record?");
  }

  @Test
  void crtmpserversKeysThatNoPluginReadsSaySo() {
    ApplicationConfig application =
        application(
            "name = 'a', validateHandshake = true, hasStreamAliases = false, externalStreams = {},"
                + " acceptors = { { ip = '::', port = 1, protocol = 'x', waitForMetadata = true } }");

    validator.validateApplication(application, List.of(), List.of());
    validator.validateAcceptor(application.acceptors().get(0), List.of());

    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: applications[1].validateHandshake: has no effect: no plugin that is"
                + " loaded reads it",
            "millrace.lua:1: applications[1].acceptors[1].waitForMetadata: has no effect: no plugin"
                + " that is loaded reads it");
  }

  @Test
  void acceptorsTakeOverWhatTheirApplicationSays() {
    ApplicationConfig application =
        application(
            "name = 'a', validateHandshake = false, chunkSize = 5,"
                + " acceptors = { { ip = '::', port = 1, protocol = 'x', chunkSize = 7 } }");

    ConfigNode.Table merged =
        SettingsValidator.merge(
            application.acceptors().get(0), application, List.of(CHUNK_SIZE, VALIDATE));

    assertThat(CHUNK_SIZE.read(merged)).isEqualTo(7);
    assertThat(VALIDATE.read(merged)).isFalse();
    assertThat(merged.has("name")).isFalse();
  }

  private ConfigNode.Table table(String lua) {
    return read("plugins = { x = " + lua + " }").plugins().get("x");
  }

  private ApplicationConfig application(String lua) {
    return read("applications = { { " + lua + " } }").applications().get(0);
  }

  private ServerConfig read(String lua) {
    try {
      return ServerConfigReader.read(
          Files.writeString(folder.resolve("millrace.lua"), "configuration = { " + lua + " }"),
          new ConfigProblems());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
