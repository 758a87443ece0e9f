package org.millrace.server.recording;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.server.config.FileSourceConfig;

/** The files that are published as live streams. */
public final class FileSources {
  private static final Logger LOG = LogManager.getLogger(FileSources.class);

  private final StreamRegistry streams;
  private final EventLoopGroup fileLoops;
  private final FileFormats formats;
  private final List<FileSource> sources = new ArrayList<>();

  /** Those whose formats nobody reads, or whose readers have gone. */
  private final List<Order> waiting = new ArrayList<>();

  /** What is to be published. */
  private record Order(String application, FileSourceConfig config, List<String> uris) {}

  /**
   * No sources yet.
   *
   * @param streams where they are published
   * @param fileLoops threads that may block; must outlive {@link #stop()}
   * @param formats what plugins read
   */
  public FileSources(StreamRegistry streams, EventLoopGroup fileLoops, FileFormats formats) {
    this.streams = streams;
    this.fileLoops = fileLoops;
    this.formats = formats;
  }

  /**
   * Starts a source. What goes wrong then or later is logged in one line, and is not tried again,
   * but for one whose format nobody reads: it waits for {@link #resume}.
   *
   * @param application the application that the stream belongs to
   * @param config what to play
   * @param uris where clients can watch it, for people
   */
  public synchronized void start(String application, FileSourceConfig config, List<String> uris) {
    Order order = new Order(application, config, uris);
    if (!start(order)) {
      LOG.warn("file source {} does not start: no plugin reads {}", key(order), config.file());
      waiting.add(order);
    }
  }

  /** Starts the sources that waited for a plugin that is there now. */
  public synchronized void resume() {
    waiting.removeIf(this::start);
  }

  private boolean start(Order order) {
    String fileName = order.config().file().getFileName().toString();
    Optional<MediaFileProvider> provider = formats.reader(FileFormats.extension(fileName));
    if (provider.isEmpty()) {
      return false;
    }
    FileSource source =
        new FileSource(key(order), order.config(), order.uris(), provider.get(), fileLoops.next());
    sources.removeIf(FileSource::hasEnded);
    sources.add(source);
    source.start(streams);
    return true;
  }

  private static StreamKey key(Order order) {
    return new StreamKey(order.application(), order.config().streamName());
  }

  /**
   * Stops the sources of applications, for good.
   *
   * @param applications their names
   * @return completed when their files are closed
   */
  public synchronized CompletionStage<Void> stop(Collection<String> applications) {
    waiting.removeIf(order -> applications.contains(order.application()));
    return stop(source -> applications.contains(source.key().application()));
  }

  /**
   * Stops the sources that are read in certain ways; they wait for {@link #resume} then.
   *
   * @param readers whether it is one of these
   * @return completed when their files are closed
   */
  public synchronized CompletionStage<Void> suspend(Predicate<Object> readers) {
    Predicate<FileSource> chosen = source -> readers.test(source.provider()) && !source.hasEnded();
    sources.stream()
        .filter(chosen)
        .map(source -> new Order(source.key().application(), source.config(), source.uris()))
        .forEach(waiting::add);
    return stop(chosen);
  }

  /**
   * Stops all sources.
   *
   * @return completed when their files are closed
   */
  public synchronized CompletionStage<Void> stop() {
    waiting.clear();
    return stop(source -> true);
  }

  private CompletionStage<Void> stop(Predicate<FileSource> which) {
    List<FileSource> chosen = sources.stream().filter(which).toList();
    sources.removeAll(chosen);
    return CompletableFuture.allOf(
        chosen.stream().map(FileSource::stop).toArray(CompletableFuture<?>[]::new));
  }
}
