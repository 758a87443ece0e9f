package org.millrace.hls.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder below which each stream has one of its own. Names of streams are no part of the paths,
 * so that no name can lead anywhere.
 */
public final class SegmentFolders {
  /** Marks what this class has made, and may therefore delete. */
  private static final String PREFIX = "hls-";

  private final Path root;

  /**
   * The folder.
   *
   * @param root made if it is not there
   */
  public SegmentFolders(Path root) {
    this.root = root;
  }

  /**
   * Deletes what an earlier run of the server has left. Blocks.
   *
   * @throws UncheckedIOException if that is not possible
   */
  public void clear() {
    try {
      Files.createDirectories(root);
      try (Stream<Path> children = Files.list(root)) {
        List<Path> stale =
            children.filter(child -> child.getFileName().toString().startsWith(PREFIX)).toList();
        for (Path child : stale) {
          deleteTree(child);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("segments in " + root, e);
    }
  }

  /**
   * The folder of a stream.
   *
   * @param epoch of the stream
   * @return not made yet
   */
  public Path of(String epoch) {
    return root.resolve(PREFIX + epoch);
  }

  static void deleteTree(Path tree) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
