package ${package};

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.Client;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.Setting;

/** Answers the command {@code greet}, and lets only streams with short names in. */
final class GreeterApplication implements Application {
  static final Setting<String> GREETING =
      Setting.text("greeting", "Hello", "What clients are greeted with.");

  private static final int LONGEST_NAME = 16;

  private final ApplicationContext context;
  private final String greeting;

  GreeterApplication(ApplicationContext context) {
    this.context = context;
    this.greeting = GREETING.read(context.settings());
  }

  @Override
  public void start() {
    context.log().info("greets with \"{}\"", greeting);
  }

  /** An RTMP client says {@code call("greet", null, "Ann")}. Must not block. */
  @Override
  public @Nullable CompletionStage<@Nullable Object> onCall(
      Client client, String command, List<@Nullable Object> arguments) {
    if (!command.equals("greet")) {
      return null;
    }
    Object name = arguments.isEmpty() ? null : arguments.get(0);
    return CompletableFuture.completedStage(greeting + ", " + (name == null ? "stranger" : name));
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return Application.decided(
        request.stream().length() <= LONGEST_NAME
            ? Decision.accept()
            : Decision.refuse(
                Refusal.BAD_NAME,
                "stream: " + request.stream() + " (expected: " + LONGEST_NAME + " characters)"));
  }
}
