package org.millrace.admin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.MediaStorage;
import org.millrace.api.server.MediaStorages;
import org.millrace.api.server.StreamAlias;
import org.millrace.api.server.StreamAliases;

/** Aliases, ingest points and storages that are only remembered. */
final class FakeNames {
  private FakeNames() {}

  static final class Aliases implements StreamAliases {
    private final List<StreamAlias> all = new ArrayList<>();

    @Override
    public List<StreamAlias> list() {
      return List.copyOf(all);
    }

    @Override
    public void add(StreamAlias alias) {
      all.add(alias);
    }

    @Override
    public boolean remove(String application, String name) {
      return all.removeIf(alias -> alias.alias().equals(name));
    }

    @Override
    public void clear() {
      all.clear();
    }
  }

  /** Of the configuration is {@code films} of {@code live}. */
  static final class Storages implements MediaStorages {
    private final List<MediaStorage> all =
        new ArrayList<>(
            List.of(new MediaStorage("live", "films", Path.of("/media/films"), "", true)));

    @Override
    public List<MediaStorage> list() {
      return List.copyOf(all);
    }

    @Override
    public CompletionStage<MediaStorage> add(
        String application, String name, Path mediaFolder, String description) {
      if (!application.equals("live")) {
        return CompletableFuture.failedStage(
            new RefusedException(Refusal.UNKNOWN_APPLICATION, "no application " + application));
      }
      all.add(new MediaStorage(application, name, mediaFolder, description, false));
      return CompletableFuture.completedStage(all.get(all.size() - 1));
    }

    @Override
    public CompletionStage<Boolean> remove(String application, String name) {
      return CompletableFuture.completedStage(
          all.removeIf(storage -> storage.name().equals(name) && !storage.configured()));
    }
  }

  static final class Points implements IngestPoints {
    private final List<IngestPoint> all = new ArrayList<>();

    @Override
    public List<IngestPoint> list() {
      return List.copyOf(all);
    }

    @Override
    public void add(IngestPoint point) {
      all.add(point);
    }

    @Override
    public boolean remove(String application, String name) {
      return all.removeIf(point -> point.privateName().equals(name));
    }
  }
}
