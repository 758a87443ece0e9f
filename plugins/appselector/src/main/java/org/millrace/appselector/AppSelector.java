package org.millrace.appselector;

import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;

/**
 * Hands each connection to the application that the client names: by {@code live} to the one with
 * that name or alias; by {@code live/studio} to the one of that whole name, or else to {@code
 * live}, of which {@code studio} is then the instance.
 */
final class AppSelector implements Application {
  private final ApplicationContext context;

  AppSelector(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public boolean leadsToOthers() {
    return true;
  }

  @Override
  public CompletionStage<Decision> onConnect(ConnectRequest request) {
    return Application.decided(decide(name(request.application())));
  }

  private Decision decide(String name) {
    if (name.isEmpty()) {
      return Decision.refuse(Refusal.UNKNOWN_APPLICATION, "the client names no application");
    }
    if (context.hasApplication(name)) {
      return Decision.handOver(name);
    }
    int slash = name.indexOf('/');
    return Decision.handOver(slash < 0 ? name : name.substring(0, slash));
  }

  /** What the client wrote without its query and the slashes around. */
  private static String name(String written) {
    int query = written.indexOf('?');
    String name = query < 0 ? written : written.substring(0, query);
    int begin = 0;
    int end = name.length();
    while (begin < end && name.charAt(begin) == '/') {
      begin++;
    }
    while (end > begin && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(begin, end);
  }
}
