package org.millrace.admin.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisteredCommandsTest {
  private static final Parameter<Long> LEVEL =
      Parameter.number("level", 0, 6, "How much.").required();

  private static final Parameter<Boolean> LOUD = Parameter.flag("loud", "Whether.").or(true);
  private static final Parameter<List<String>> NAMES = Parameter.texts("names", "Whose.");

  private final RegisteredCommands commands = new RegisteredCommands(LogManager.getLogger("test"));

  private CommandRegistry.Registration registration = () -> {};

  @BeforeEach
  void register() {
    registration =
        commands.register(
            List.of(
                Command.of(
                        "shout",
                        "Shouts.",
                        given ->
                            Reply.success(
                                given.get(LEVEL) + " " + given.get(LOUD) + given.find(NAMES)),
                        LEVEL,
                        LOUD,
                        NAMES)
                    .alias("cry"),
                Command.of("break", "Has a bug.", RegisteredCommandsTest::fail),
                Command.later(
                    "refuse",
                    "Refuses late.",
                    given ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              throw new CommandException("no");
                            }))));
  }

  @Test
  void commandsAndParametersAreFoundInAnyCase() {
    assertThat(run("SHOUT", Map.of("Level", List.of("3"), "LOUD", List.of("0"))))
        .isEqualTo(Reply.success("3 falseOptional.empty"));
    assertThat(run("cry", Map.of("level", List.of("3"), "names", List.of("a", "b"))))
        .isEqualTo(Reply.success("3 trueOptional[[a, b]]"));
  }

  @Test
  void wrongParametersAreToldInCrtmpserversWords() {
    assertThat(run("shout", Map.of()))
        .isEqualTo(Reply.failure("Syntax error. No parameters provided"));
    assertThat(run("shout", Map.of("loud", List.of("1"))))
        .isEqualTo(Reply.failure("Syntax error. Parameter level is invalid. Range: 0 - 6"));
    assertThat(run("shout", Map.of("level", List.of("7"))))
        .isEqualTo(Reply.failure("Syntax error. Parameter level is invalid. Range: 0 - 6"));
    assertThat(run("shout", Map.of("level", List.of("1"), "loud", List.of("yes"))))
        .isEqualTo(Reply.failure("Syntax error. Parameter loud is invalid. Range: 0 - 1"));
    assertThat(run("shout", Map.of("level", List.of("1"), "tone", List.of("a"))))
        .isEqualTo(Reply.failure("Syntax error. Parameter tone is invalid"));
    assertThat(run("sing", Map.of()))
        .isEqualTo(Reply.failure("command sing not known. Type help for list of commands"));
  }

  @Test
  void aBugIsNotToldToTheCaller() {
    assertThat(run("break", Map.of())).isEqualTo(Reply.failure("Unable to enqueue call"));
  }

  @Test
  void aCommandMayRefuseLater() {
    assertThat(run("refuse", Map.of())).isEqualTo(Reply.failure("no"));
  }

  @Test
  void theCommandsIdIsNoParameter() {
    assertThat(run("shout", Map.of("level", List.of("1"), "commandID", List.of("x"))))
        .isInstanceOf(Reply.Success.class);
  }

  @Test
  void aNameIsTakenOnceAndCanBeGivenBack() {
    Command cry = Command.of("CRY", "Cries.", given -> Reply.success("!"));
    assertThatIllegalStateException()
        .isThrownBy(() -> commands.register(List.of(cry)))
        .withMessage("command CRY: is there (expected: a new name)");

    registration.close();
    assertThat(commands.commands()).isEmpty();
    try (CommandRegistry.Registration again = commands.register(List.of(cry))) {
      assertThat(again).isNotNull();
      assertThat(commands.commands()).containsExactly(cry);
    }
  }

  private Reply run(String name, Map<String, List<String>> parameters) {
    return commands.run(new CommandCall(name, parameters)).toCompletableFuture().join();
  }

  private static Reply fail(Arguments given) {
    throw new IllegalStateException("a bug");
  }
}
