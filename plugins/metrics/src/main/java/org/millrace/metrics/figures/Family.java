package org.millrace.metrics.figures;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of one name, whose labels come and go. In each round what is there is put; what was not
 * put in a round is gone after it.
 */
final class Family {
  private final MeterRegistry registry;
  private final Kind kind;
  private final String name;
  private final String unit;
  private final String description;
  private final List<String> labels;
  private final Map<List<String>, Cell> cells = new HashMap<>();
  private long round;

  private enum Kind {
    GAUGE,
    COUNTER
  }

  /** One figure; Micrometer asks for its value when it is scraped. */
  private static final class Cell {
    private long value;
    private long round;
    private final Meter meter;

    private Cell(Family family, List<String> values) {
      Tags tags = Tags.empty();
      for (int i = 0; i < values.size(); i++) {
        tags = tags.and(family.labels.get(i), values.get(i));
      }
      meter = family.kind == Kind.GAUGE ? gauge(family, tags) : counter(family, tags);
    }

    private Meter gauge(Family family, Tags tags) {
      return Gauge.builder(family.name, this, cell -> (double) cell.value)
          .description(family.description)
          .baseUnit(family.unit.isEmpty() ? null : family.unit)
          .tags(tags)
          .strongReference(true)
          .register(family.registry);
    }

    private Meter counter(Family family, Tags tags) {
      return FunctionCounter.builder(family.name, this, cell -> (double) cell.value)
          .description(family.description)
          .baseUnit(family.unit.isEmpty() ? null : family.unit)
          .tags(tags)
          .register(family.registry);
    }
  }

  private Family(
      MeterRegistry registry,
      Kind kind,
      String name,
      String unit,
      String description,
      String... labels) {
    this.registry = registry;
    this.kind = kind;
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.labels = List.of(labels);
  }

  /** Figures that rise and fall; {@code unit} is added to the name, "" if there is none. */
  static Family gauge(
      MeterRegistry registry, String name, String unit, String description, String... labels) {
    return new Family(registry, Kind.GAUGE, name, unit, description, labels);
  }

  /** Figures that rise; {@code unit} and {@code total} are added to the name. */
  static Family counter(
      MeterRegistry registry, String name, String unit, String description, String... labels) {
    return new Family(registry, Kind.COUNTER, name, unit, description, labels);
  }

  /** Sets one of the figures; {@code values} are those of the labels, in their order. */
  void put(long value, String... values) {
    Cell cell = cells.computeIfAbsent(List.of(values), key -> new Cell(this, key));
    cell.value = value;
    cell.round = round;
  }

  /** Ends a round: what has not been put in it is there no more. */
  void endRound() {
    cells
        .values()
        .removeIf(
            cell -> {
              boolean gone = cell.round < round;
              if (gone) {
                registry.remove(cell.meter);
              }
              return gone;
            });
    round++;
  }
}
