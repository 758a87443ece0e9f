package org.millrace.admin;

import java.util.ArrayList;
import java.util.List;
import org.millrace.api.server.IngestPoint;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.StreamAlias;
import org.millrace.api.server.StreamAliases;

/** Aliases and ingest points that are only remembered. */
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
