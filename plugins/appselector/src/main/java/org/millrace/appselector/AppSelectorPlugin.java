package org.millrace.appselector;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.plugin.MillracePlugin;

/** Brings the application type {@code appselector}. */
public final class AppSelectorPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new Factory());
  }

  private static final class Factory implements ApplicationFactory {
    @Override
    public String type() {
      return "appselector";
    }

    @Override
    public Application create(ApplicationContext context) {
      return new AppSelector(context);
    }
  }
}
