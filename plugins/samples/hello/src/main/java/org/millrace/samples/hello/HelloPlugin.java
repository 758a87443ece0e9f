package org.millrace.samples.hello;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;

/** Brings the application type {@code hello}. */
public final class HelloPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new Factory());
  }

  private static final class Factory implements ApplicationFactory {
    @Override
    public String type() {
      return "hello";
    }

    @Override
    public List<Setting<?>> settings() {
      return HelloApplication.SETTINGS;
    }

    @Override
    public Application create(ApplicationContext context) {
      return new HelloApplication(context);
    }
  }
}
