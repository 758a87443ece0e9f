package ${package};

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;

/** What the server finds: brings the application type {@code ${artifactId}}. */
public final class GreeterPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new GreeterFactory());
  }

  private static final class GreeterFactory implements ApplicationFactory {
    @Override
    public String type() {
      return "${artifactId}";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(GreeterApplication.GREETING);
    }

    @Override
    public Application create(ApplicationContext context) {
      return new GreeterApplication(context);
    }
  }
}
