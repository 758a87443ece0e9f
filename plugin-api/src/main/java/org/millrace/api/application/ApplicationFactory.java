package org.millrace.api.application;

import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;

/**
 * Brings a type of application. The configuration asks for it by {@code type}, or by {@code name}
 * where there is no type.
 */
@Stable(since = "0.9.0")
@PluginImplemented
public interface ApplicationFactory {

  /**
   * The type, unique in the server.
   *
   * @return such as {@code flvplayback}
   */
  String type();

  /**
   * The keys that such an application may have beside those that every application has. They are
   * validated before {@link #create}.
   *
   * @return never null
   */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /**
   * Makes an application; called once for each that the configuration has of this type, after the
   * acceptors are bound and before they accept. May block for a short while.
   *
   * @param context the application's door to the host
   * @return a new application
   * @throws org.millrace.api.config.ConfigException if a setting cannot be used; the server then
   *     does not start
   */
  Application create(ApplicationContext context);
}
