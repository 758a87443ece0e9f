package org.millrace.rtmp.command;

import org.millrace.api.application.PlayRequest;
import org.millrace.rtmp.chunk.ChunkWriter;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.play.RtmpFrameEncoder;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.session.MessageStream;
import org.millrace.rtmp.session.RtmpSession;

/**
 * {@code play}: the client wants a stream (7.2.2.1). A live stream that is not there is waited for.
 *
 * <p>A start of 0 or more asks for a recording. librtmp says 0 for live streams, too, unless it is
 * told that they are live; so such a client gets the live stream, but does not wait for one.
 */
final class PlayCommand implements StreamCommandHandler {
  /** "A live stream, else a recorded one, else wait", in milliseconds; also what is not said. */
  private static final double LIVE_OR_RECORDED = -2000;

  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    QueryString query = QueryString.parse(command.argument(0).asText(""));
    stream.close();
    stream.prepare(query.name());
    boolean waits = command.argument(1).asNumber(LIVE_OR_RECORDED) < 0;
    play(session, stream, query, waits);
  }

  private static void play(
      RtmpSession session, MessageStream stream, QueryString query, boolean waits) {
    RtmpFrameEncoder encoder =
        new RtmpFrameEncoder(
            new ChunkWriter(session.settings().chunkSize()), stream.streamId(), true, true);
    RtmpPlayer player =
        new RtmpPlayer(
            session.output(),
            stream,
            encoder,
            session.settings().unpublishNotify(),
            reason -> session.endedByHost(stream, reason));
    session.await(
        session.client().play(new PlayRequest(query.name(), query.parameters()), player),
        (subscription, failure) -> {
          if (subscription != null && !waits && !subscription.stream().isLive()) {
            subscription.close();
            stream.status(notFound(query.name()));
          } else if (subscription != null) {
            stream.use(player);
            player.start(subscription);
          } else if (failure != null) {
            stream.status(RefusalStatus.ofPlay(session, failure));
          }
        });
  }

  private static Status notFound(String name) {
    return new Status(
        StatusCode.PLAY_STREAM_NOT_FOUND,
        name + " is not live (expected: start below 0 to wait for a live stream)");
  }
}
