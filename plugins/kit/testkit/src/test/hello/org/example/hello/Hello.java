package org.example.hello;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.millrace.api.application.Application;
import org.millrace.api.application.Client;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.Refusal;

/** Greets, and does on command what a plugin must not do. */
final class Hello implements Application {
  private final String greeting;
  private final int times;

  Hello(String greeting, int times) {
    this.greeting = greeting;
    this.times = times;
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return Application.decided(
        request.stream().startsWith("secret")
            ? Decision.refuse(Refusal.NOT_ALLOWED, "nobody publishes " + request.stream())
            : Decision.accept());
  }

  @Override
  public CompletionStage<Object> onCall(Client client, String command, List<Object> arguments) {
    return switch (command) {
      case "greet" -> answer((greeting + ", ").repeat(times) + name(arguments));
      case "echo" -> answer(arguments);
      case "fail" -> throw new IllegalStateException("a bug in hello");
      case "leakBuffer" -> {
        PooledByteBufAllocator.DEFAULT.directBuffer();
        yield answer("leaked");
      }
      case "leakThread" -> {
        Thread thread = new Thread(LockSupport::park, "forgotten");
        thread.setDaemon(true);
        thread.start();
        yield answer("leaked");
      }
      default -> null;
    };
  }

  private static Object name(List<Object> arguments) {
    return arguments.isEmpty() ? "whoever you are" : arguments.get(0);
  }

  private static CompletionStage<Object> answer(Object value) {
    return CompletableFuture.completedStage(value);
  }
}
