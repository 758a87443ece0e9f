package org.millrace.server.plugin;

import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import org.millrace.api.config.ConfigException;
import org.pf4j.PluginRuntimeException;

/** A plugin that cannot be used; the message is the reason for people, on one line. */
final class PluginException extends PluginRuntimeException {
  private static final long serialVersionUID = 1L;

  PluginException(String reason) {
    super(reason);
  }

  PluginException(String reason, Throwable cause) {
    super(cause, "{}", reason);
  }

  /** Says in one line what was caught: the message alone where it explains itself. */
  static String describe(Throwable caught) {
    String message = caught.getMessage();
    boolean explainsItself =
        caught instanceof PluginRuntimeException
            || caught instanceof ConfigException
            || caught instanceof FindException
            || caught instanceof ResolutionException
            || caught instanceof LayerInstantiationException;
    String text = message != null && explainsItself ? message : caught.toString();
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " | ");
  }
}
