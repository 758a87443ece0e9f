package org.millrace.flvplayback;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.Client;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.stream.LiveStream;

/** The application: the defaults of {@link Application}, and what crtmpserver's has beside. */
final class FlvPlayback implements Application {
  private final ApplicationContext context;
  private final Logger log;
  private final CompletionStage<Decision> publishDecision;

  FlvPlayback(ApplicationContext context) {
    this.context = context;
    this.log = context.log();
    this.publishDecision = publishDecision(FlvPlaybackSettings.RECORD.read(context.settings()));
  }

  @Override
  public void start() {
    FlvPlaybackSettings.warnings(context.settings()).forEach(log::warn);
    showUris();
    ExternalStream.all(context.settings())
        .forEach(
            stream ->
                log.warn(
                    "external stream {} is not there: no plugin pulls {}",
                    stream.localStreamName(),
                    stream.uriForLog()));
  }

  private void showUris() {
    List<String> publish = context.publishUris("<stream>");
    List<String> play = context.playUris("<stream>");
    if (publish.isEmpty() && play.isEmpty()) {
      log.info("application {}: no acceptor with a known URI leads here", context.name());
    }
    publish.forEach(uri -> log.info("publish to {}", uri));
    play.forEach(uri -> log.info("watch {}", uri));
  }

  private static CompletionStage<Decision> publishDecision(FlvPlaybackSettings.RecordMode mode) {
    return switch (mode) {
      case ON_REQUEST -> Decision.ACCEPTED;
      case ALWAYS -> Application.decided(Decision.acceptRecorded(Recording.RECORD));
      case APPEND -> Application.decided(Decision.acceptRecorded(Recording.APPEND));
      case NEVER -> Application.decided(Decision.acceptRecorded(Recording.NONE));
    };
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return publishDecision;
  }

  @Override
  public @Nullable CompletionStage<@Nullable Object> onCall(
      Client client, String command, List<@Nullable Object> arguments) {
    return command.equals("getAvailableFlvs")
        ? CompletableFuture.completedStage(liveStreamNames())
        : null;
  }

  private List<String> liveStreamNames() {
    return context.plugin().streams().streams().stream()
        .filter(stream -> stream.key().application().equals(context.name()))
        .filter(LiveStream::isLive)
        .map(stream -> stream.key().name())
        .sorted()
        .toList();
  }
}
