package org.millrace.vmapp;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;

/** Brings the application type {@code vmapp}. */
public final class VmAppPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new Factory());
  }

  private static final class Factory implements ApplicationFactory {
    @Override
    public String type() {
      return "vmapp";
    }

    @Override
    public List<Setting<?>> settings() {
      return VmAppSettings.ALL;
    }

    @Override
    public Application create(ApplicationContext context) {
      return new LuaApplication(context);
    }
  }
}
