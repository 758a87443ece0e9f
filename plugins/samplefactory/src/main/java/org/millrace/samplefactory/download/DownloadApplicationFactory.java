package org.millrace.samplefactory.download;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;

/** The application type {@code samplefactory}. */
public final class DownloadApplicationFactory implements ApplicationFactory {

  @Override
  public String type() {
    return "samplefactory";
  }

  @Override
  public List<Setting<?>> settings() {
    return DownloadSettings.ALL;
  }

  @Override
  public Application create(ApplicationContext context) {
    return new DownloadApplication(context);
  }
}
