package org.millrace.server.administration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.MediaStorage;
import org.millrace.api.server.MediaStorages;
import org.millrace.server.application.AddedStorages;
import org.millrace.server.application.ApplicationRegistry;
import org.millrace.server.application.HostedApplication;
import org.millrace.server.config.StorageConfig;

/**
 * Where applications look for files, for plugins.
 *
 * @param added those that are not of the configuration
 * @param applications have the others
 * @param turns puts changes in order
 */
public record StorageAdministration(
    AddedStorages added, ApplicationRegistry applications, Turns turns) implements MediaStorages {
  private static final int MAX_TEXT = 1000;

  @Override
  public List<MediaStorage> list() {
    return Stream.concat(
            applications.all().stream().flatMap(StorageAdministration::configured),
            added.list().stream())
        .sorted(Comparator.comparing(MediaStorage::application).thenComparing(MediaStorage::name))
        .toList();
  }

  private static Stream<MediaStorage> configured(HostedApplication application) {
    return application.config().storages().stream()
        .map(storage -> describe(application.name(), storage));
  }

  private static MediaStorage describe(String application, StorageConfig storage) {
    return new MediaStorage(
        application, storage.name(), storage.mediaFolder(), storage.description(), true);
  }

  @Override
  public CompletionStage<MediaStorage> add(
      String application, String name, Path mediaFolder, String description) {
    MediaStorage storage =
        new MediaStorage(application, name, mediaFolder.normalize(), description, false);
    return turns.take("add storage", () -> addNow(storage));
  }

  private MediaStorage addNow(MediaStorage storage) throws RefusedException {
    if (applications.find(storage.application()).isEmpty()) {
      throw new RefusedException(
          Refusal.UNKNOWN_APPLICATION, "no application " + storage.application());
    }
    requireText("name", storage.name(), 1);
    requireText("description", storage.description(), 0);
    if (find(storage.application(), storage.name()).findAny().isPresent()) {
      throw new RefusedException(
          Refusal.BUSY, storage.application() + " has a storage " + storage.name());
    }
    Path folder = storage.mediaFolder();
    if (!folder.isAbsolute() || !Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new RefusedException(
          Refusal.NOT_FOUND, folder + " (expected: the absolute path of a readable folder)");
    }
    added.add(storage);
    return storage;
  }

  private static void requireText(String what, String text, int min) throws RefusedException {
    if (text.length() < min || text.length() > MAX_TEXT) {
      throw new RefusedException(
          Refusal.BAD_NAME,
          "%s: %d characters (expected: %d to %d)".formatted(what, text.length(), min, MAX_TEXT));
    }
  }

  private Stream<MediaStorage> find(String application, String name) {
    return list().stream()
        .filter(storage -> storage.application().equals(application))
        .filter(storage -> storage.name().equals(name));
  }

  @Override
  public CompletionStage<Boolean> remove(String application, String name) {
    return turns.take("remove storage", () -> removeNow(application, name));
  }

  private boolean removeNow(String application, String name) throws RefusedException {
    if (find(application, name).anyMatch(MediaStorage::configured)) {
      throw new RefusedException(
          Refusal.NOT_ALLOWED, name + " is of the configuration (expected: one that was added)");
    }
    return added.remove(application, name);
  }
}
