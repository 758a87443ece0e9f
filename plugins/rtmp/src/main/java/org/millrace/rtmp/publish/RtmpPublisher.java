package org.millrace.rtmp.publish;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.rtmp.message.MessageType;
import org.millrace.rtmp.message.RtmpMessage.Media;

/** Publishes what comes on one message stream of a connection. */
public final class RtmpPublisher implements PublicationOwner {
  private final String description;
  private final Consumer<CloseReason> onClosed;
  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
  private @Nullable Publication publication;

  /**
   * A publisher; it is the owner to publish with, and then has to be {@link #start}ed.
   *
   * @param description of the connection, for logs
   * @param onClosed is told when the host has ended the publication
   */
  public RtmpPublisher(String description, Consumer<CloseReason> onClosed) {
    this.description = description;
    this.onClosed = onClosed;
  }

  /**
   * Begins.
   *
   * @param newPublication where frames go
   */
  public void start(Publication newPublication) {
    publication = newPublication;
  }

  /**
   * What is published.
   *
   * @return the stream's name
   */
  public String name() {
    return publication == null ? "" : publication.key().name();
  }

  /**
   * Publishes a message with the next {@link #flush}.
   *
   * @param message ownership of its body passes
   * @throws org.millrace.flv.tag.FlvException if it ends within its own header
   */
  public void publish(Media message) {
    if (publication == null) {
      message.body().release();
      return;
    }
    if (message.typeId() == MessageType.DATA) {
      DataNames.skipInstructions(message.body());
    }
    long time = MediaTime.ofMillis(timestamps.unwrap(message.timestamp()));
    MediaFrame frame = demuxer.frame(message.typeId(), time, message.body());
    if (frame != null) {
      publication.write(frame);
    }
  }

  /** Hands what was published since the last flush to the viewers. */
  public void flush() {
    if (publication != null) {
      publication.flush();
    }
  }

  /** Ends publishing on the client's wish. */
  public void close() {
    Publication closing = publication;
    publication = null;
    if (closing != null) {
      closing.close(CloseReason.CLIENT);
    }
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public void onClosed(CloseReason reason) {
    publication = null;
    onClosed.accept(reason);
  }
}
