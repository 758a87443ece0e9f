package org.millrace.stresstest.application;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;

/** Makes applications of the type {@code stresstest}. */
public final class StresstestFactory implements ApplicationFactory {
  @Override
  public String type() {
    return "stresstest";
  }

  @Override
  public List<Setting<?>> settings() {
    return Target.SETTINGS;
  }

  @Override
  public Application create(ApplicationContext context) {
    return new StresstestApplication(context);
  }
}
