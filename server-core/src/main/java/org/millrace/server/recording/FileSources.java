package org.millrace.server.recording;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
   * Starts a source. What goes wrong then or later is logged in one line, and is not tried again.
   *
   * @param application the application that the stream belongs to
   * @param config what to play
   * @param uris where clients can watch it, for people
   */
  public synchronized void start(String application, FileSourceConfig config, List<String> uris) {
    StreamKey key = new StreamKey(application, config.streamName());
    String fileName = config.file().getFileName().toString();
    Optional<MediaFileProvider> provider = formats.reader(FileFormats.extension(fileName));
    if (provider.isEmpty()) {
      LOG.warn("file source {} does not start: no plugin reads {}", key, config.file());
      return;
    }
    FileSource source = new FileSource(key, config, uris, provider.get(), fileLoops.next());
    sources.add(source);
    source.start(streams);
  }

  /**
   * Stops all sources.
   *
   * @return completed when their files are closed
   */
  public synchronized CompletionStage<Void> stop() {
    CompletableFuture<?>[] ended =
        sources.stream().map(FileSource::stop).toArray(CompletableFuture<?>[]::new);
    sources.clear();
    return CompletableFuture.allOf(ended);
  }
}
