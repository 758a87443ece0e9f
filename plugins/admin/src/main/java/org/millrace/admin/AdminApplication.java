package org.millrace.admin;

import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;

/**
 * crtmpserver's application {@code admin}: it owns the acceptors that commands come over. Media
 * does not come in or out here, nor do crtmpserver's commands over RTMP, whose password was the
 * same everywhere.
 */
final class AdminApplication implements Application {
  private static final Decision NO_MEDIA =
      Decision.refuse(Refusal.NOT_ALLOWED, "admin takes commands alone (chain inboundJsonCli)");

  @Override
  public CompletionStage<Decision> onConnect(ConnectRequest request) {
    return Application.decided(NO_MEDIA);
  }

  /** Makes it. */
  static final class Factory implements ApplicationFactory {
    @Override
    public String type() {
      return "admin";
    }

    @Override
    public Application create(ApplicationContext context) {
      return new AdminApplication();
    }
  }
}
