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
 */
final class PlayCommand implements StreamCommandHandler {
  /** "A live stream, else a recorded one, else wait", in milliseconds; also what is not said. */
  private static final double LIVE_OR_RECORDED = -2000;

  @Override
  public void handle(RtmpSession session, MessageStream stream, Command command) {
    QueryString query = QueryString.parse(command.argument(0).asText(""));
    stream.close();
    stream.prepare(query.name());
    if (command.argument(1).asNumber(LIVE_OR_RECORDED) >= 0) {
      stream.status(
          new Status(
              StatusCode.PLAY_STREAM_NOT_FOUND,
              query.name() + " is not a recording (expected: start below 0 for live streams)"));
    } else {
      play(session, stream, query);
    }
  }

  private static void play(RtmpSession session, MessageStream stream, QueryString query) {
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
          if (subscription != null) {
            stream.use(player);
            player.start(subscription);
          } else if (failure != null) {
            stream.status(RefusalStatus.ofPlay(session, failure));
          }
        });
  }
}
