package org.millrace.admin.view;

import java.util.List;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.ApplicationInfo;

/** An application. */
public record ApplicationView(
    @Field("Its name.") String name,
    @Field("What the plugin calls such applications.") String type,
    @Field("The plugin that brings the type.") String plugin,
    @Field("Other names.") List<String> aliases,
    @Field("Whether it takes who names no application.") boolean isDefault,
    @Field("Who is connected to it.") int clients) {

  /**
   * Shows an application.
   *
   * @param application as the server has it
   * @return the view
   */
  public static ApplicationView of(ApplicationInfo application) {
    return new ApplicationView(
        application.name(),
        application.type(),
        application.plugin(),
        application.aliases(),
        application.isDefault(),
        application.clients());
  }
}
