package org.millrace.flvrecording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyFrameIndexTest {

  @Test
  void everySecondEntryGoesWhenItIsFull() {
    KeyFrameIndex index = new KeyFrameIndex(4);
    for (int i = 0; i < 5; i++) {
      index.add(i, 100 + i);
    }
    assertThat(index.entries(4))
        .containsExactly(
            new KeyFrameIndex.Entry(0, 100),
            new KeyFrameIndex.Entry(2, 102),
            new KeyFrameIndex.Entry(4, 104));
  }

  @Test
  void fewerEntriesCanBeAskedFor() {
    KeyFrameIndex index = new KeyFrameIndex(8);
    for (int i = 0; i < 8; i++) {
      index.add(i, i);
    }
    assertThat(millis(index, 4)).containsExactly(0L, 2L, 4L, 6L);
    assertThat(millis(index, 3)).containsExactly(0L, 4L);
    assertThat(index.entries(0)).isEmpty();
  }

  @Property(tries = 300)
  void entriesAreEvenlySpread(
      @ForAll @IntRange(min = 2, max = 20) int capacity,
      @ForAll @IntRange(min = 1, max = 2_000) int count) {
    KeyFrameIndex index = new KeyFrameIndex(capacity);
    for (int i = 0; i < count; i++) {
      index.add(i, i);
    }
    List<Long> millis = millis(index, capacity);
    assertThat(millis).hasSizeBetween(Math.min(count, (capacity + 1) / 2), capacity);
    assertThat(millis.get(0)).isZero();
    long step = millis.size() > 1 ? millis.get(1) : 1;
    for (int i = 0; i < millis.size(); i++) {
      assertThat(millis.get(i)).isEqualTo(i * step);
    }
    assertThat(count - 1 - millis.get(millis.size() - 1)).isLessThan(step);
  }

  private static List<Long> millis(KeyFrameIndex index, int max) {
    return index.entries(max).stream().map(KeyFrameIndex.Entry::millis).toList();
  }
}
