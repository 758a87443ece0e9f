package org.millrace.admin.rest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;
import org.millrace.admin.schema.InvalidFieldException;
import org.millrace.admin.view.StorageView;
import org.millrace.api.server.MediaStorages;

/** Where applications look for files to play. */
final class StorageOperations {
  private final MediaStorages storages;

  /**
   * A storage to be added.
   *
   * @param application see there
   * @param name see there
   * @param mediaFolder see there
   * @param description see there
   */
  record StorageRequest(
      @Field(value = "The application.", min = 1, max = 200) String application,
      @Field(value = "Its name, new for the application.", min = 1, max = 200) String name,
      @Field(value = "The folder: an absolute path of the server.", min = 1, max = 4096)
          String mediaFolder,
      @Field(value = "For people.", optional = true, max = 1000) @Nullable String description) {}

  StorageOperations(MediaStorages storages) {
    this.storages = storages;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/storages", "listStorages")
            .summary("The folders in which applications look for files to play.")
            .lists(StorageView.class)
            .now(call -> storages.list().stream().map(StorageView::of).toList()),
        Operation.post("/storages", "addStorage")
            .summary("Adds such a folder; it stays until the server stops.")
            .takes(StorageRequest.class)
            .creates(StorageView.class)
            .later(this::add),
        Operation.delete("/storages/{application}/{name...}", "removeStorage")
            .summary("Takes away one that was added.")
            .later(this::remove));
  }

  private CompletionStage<?> add(RestCall call) {
    StorageRequest wanted = call.body(StorageRequest.class);
    String description = wanted.description() == null ? "" : wanted.description();
    return storages
        .add(wanted.application(), wanted.name(), folder(wanted.mediaFolder()), description)
        .thenApply(StorageView::of);
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidFieldException("mediaFolder", text, "a path");
    }
  }

  private CompletionStage<?> remove(RestCall call) {
    String name = call.path("name");
    return storages
        .remove(call.path("application"), name)
        .thenApply(
            found -> {
              if (!found) {
                throw ServerOperations.unknown("storage", name);
              }
              return null;
            });
  }
}
