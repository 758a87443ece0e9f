package org.millrace.rtmp.chunk;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chunk streams of a connection by their ids. Nearly all peers use a handful of low ones, which
 * are found without hashing: with hundreds of publishers, a hash table is three places in memory
 * more that are in no cache when a chunk comes.
 */
final class ChunkStreamTable {
  private static final int LOW_IDS = 16;

  private final @Nullable ChunkStream[] low = new ChunkStream[LOW_IDS];
  private @Nullable IntObjectMap<ChunkStream> others;
  private int size;

  /** The chunk stream of this id, which may be any number; null if there is none. */
  @Nullable ChunkStream get(int id) {
    if (id >= 0 && id < LOW_IDS) {
      return low[id];
    }
    return others == null ? null : others.get(id);
  }

  void add(ChunkStream stream) {
    int id = stream.id();
    if (id < LOW_IDS) {
      low[id] = stream;
    } else {
      if (others == null) {
        others = new IntObjectHashMap<>();
      }
      others.put(id, stream);
    }
    size++;
  }

  int size() {
    return size;
  }

  void forEach(Consumer<ChunkStream> action) {
    Stream.of(low).filter(Objects::nonNull).forEach(action);
    if (others != null) {
      others.values().forEach(action);
    }
  }
}
