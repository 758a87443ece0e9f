package org.millrace.admin.view;

import org.millrace.admin.schema.Field;
import org.millrace.api.server.MediaStorage;

/** A folder in which an application looks for files to play. */
public record StorageView(
    @Field("The application.") String application,
    @Field("Its name.") String name,
    @Field("The folder.") String mediaFolder,
    @Field("For people.") String description,
    @Field("Whether it is of the configuration.") boolean configured) {

  /**
   * Shows a storage.
   *
   * @param storage as the server has it
   * @return the view
   */
  public static StorageView of(MediaStorage storage) {
    return new StorageView(
        storage.application(),
        storage.name(),
        storage.mediaFolder().toString(),
        storage.description(),
        storage.configured());
  }
}
