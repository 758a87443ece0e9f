package org.millrace.samples.signedurls;

import java.time.Clock;
import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.MillracePlugin;

/** Brings the application type {@code signedurls} and the tool {@code sign-url}. */
public final class SignedUrlsPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new Factory());
  }

  @Override
  public List<CommandLineTool> tools() {
    return List.of(new SignTool(Clock.systemUTC()));
  }

  private static final class Factory implements ApplicationFactory {
    @Override
    public String type() {
      return "signedurls";
    }

    @Override
    public List<Setting<?>> settings() {
      return SignedUrlsApplication.SETTINGS;
    }

    @Override
    public Application create(ApplicationContext context) {
      return new SignedUrlsApplication(context);
    }
  }
}
