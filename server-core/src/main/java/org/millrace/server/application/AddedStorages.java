package org.millrace.server.application;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.MediaStorage;

/** The media storages that were added while the server runs. Safe for use by any thread. */
public final class AddedStorages {
  private final List<MediaStorage> storages = new ArrayList<>();
  private int limit;

  /**
   * None yet.
   *
   * @param limit how many there may be
   */
  public AddedStorages(int limit) {
    this.limit = limit;
  }

  /**
   * Changes how many there may be, for those to come.
   *
   * @param newLimit see there
   */
  public synchronized void limit(int newLimit) {
    limit = newLimit;
  }

  /**
   * Adds one.
   *
   * @param storage has a name that is not taken
   * @throws RefusedException with {@link Refusal#LIMIT} if there are too many
   */
  public synchronized void add(MediaStorage storage) throws RefusedException {
    if (storages.size() >= limit) {
      throw new RefusedException(Refusal.LIMIT, "limits.maxMediaStorages = " + limit);
    }
    storages.add(storage);
  }

  /**
   * Takes one away.
   *
   * @param application whose
   * @param name its name
   * @return whether it was there
   */
  public synchronized boolean remove(String application, String name) {
    return storages.removeIf(
        storage -> storage.application().equals(application) && storage.name().equals(name));
  }

  /**
   * Lists them.
   *
   * @return in the order of their coming
   */
  public synchronized List<MediaStorage> list() {
    return List.copyOf(storages);
  }

  /**
   * Their folders.
   *
   * @return by the names of applications
   */
  public synchronized Map<String, List<Path>> folders() {
    Map<String, List<Path>> folders = new LinkedHashMap<>();
    storages.forEach(
        storage ->
            folders
                .computeIfAbsent(storage.application(), application -> new ArrayList<>())
                .add(storage.mediaFolder()));
    return folders;
  }
}
