package org.millrace.rtmp.command;

import java.util.Map;
import org.millrace.rtmp.RtmpProtocolException;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.CommandReceiver;
import org.millrace.rtmp.session.RtmpSession;

/** Finds the handler of a command. One for each connection: it counts the commands. */
public final class CommandDispatcher implements CommandReceiver {
  private static final CommandHandler IGNORE =
      (session, command) -> session.log().debug("{} ignored", command.name());

  private static final Map<String, CommandHandler> HANDLERS =
      Map.ofEntries(
          Map.entry("connect", new ConnectCommand()),
          Map.entry("close", new CloseCommand()),
          Map.entry("createStream", new CreateStreamCommand()),
          Map.entry("initStream", IGNORE),
          Map.entry("deleteStream", new DeleteStreamCommand()),
          Map.entry("closeStream", new CloseStreamCommand().onStream()),
          Map.entry("releaseStream", new ReleaseStreamCommand()),
          Map.entry("FCPublish", new FcPublishCommand()),
          Map.entry("publish", new PublishCommand().onStream()),
          Map.entry("FCUnpublish", new FcUnpublishCommand()),
          Map.entry("FCSubscribe", new FcSubscribeCommand()),
          Map.entry("FCUnsubscribe", IGNORE),
          Map.entry("play", new PlayCommand().onStream()),
          Map.entry("pause", new PauseCommand().onStream()),
          Map.entry("pauseRaw", new PauseCommand().onStream()),
          Map.entry("seek", new SeekCommand().onStream()),
          Map.entry("receiveAudio", new ReceiveAudioCommand().onStream()),
          Map.entry("receiveVideo", new ReceiveVideoCommand().onStream()),
          Map.entry("getStreamLength", new GetStreamLengthCommand()),
          Map.entry("checkBandwidth", new CheckBandwidthCommand()),
          Map.entry("_checkbw", new CheckBandwidthCommand()),
          Map.entry("onStatus", IGNORE),
          Map.entry("_result", IGNORE),
          Map.entry("_error", IGNORE));

  private static final CommandHandler CALL = new CallCommand();

  private final CommandRate rate;

  /**
   * A dispatcher for one connection.
   *
   * @param maxPerSecond more end the connection
   */
  public CommandDispatcher(int maxPerSecond) {
    this.rate = new CommandRate(maxPerSecond);
  }

  @Override
  public void receive(RtmpSession session, Command command) {
    rate.count(System.nanoTime());
    session.log().debug("{} on message stream {}", command.name(), command.streamId());
    if (!session.isConnected() && !command.name().equals("connect")) {
      throw new RtmpProtocolException(
          "command: %s (expected: connect first)".formatted(command.name()));
    }
    HANDLERS.getOrDefault(command.name(), CALL).handle(session, command);
  }
}
