package org.millrace.rtmp.client;

import io.netty.buffer.ByteBuf;

/** Hears what happens on a stream. All methods are called on the connection's event loop. */
public interface StreamListener {

  /** Nobody listens: for publishers that only send. */
  StreamListener NONE = new StreamListener() {};

  /**
   * The server says something of the stream; what it refuses, too.
   *
   * @param status what it says
   */
  default void onStatus(RtmpStatus status) {}

  /**
   * A frame, or data, of a stream that is played.
   *
   * @param type of the FLV tag that has such a body, see {@link org.millrace.flv.tag.FlvTagType}
   * @param timestamp milliseconds, unsigned 32 bit: wraps after 49.7 days
   * @param body the body of an FLV tag; borrowed
   */
  default void onMedia(int type, long timestamp, ByteBuf body) {}

  /** All that one read of the socket has brought has been passed on. */
  default void onReadComplete() {}

  /** The socket takes more again; see {@link ClientStream#isWritable()}. */
  default void onWritable() {}

  /**
   * The stream has ended with its connection. Called once; the last call.
   *
   * @param reason for people
   */
  default void onClosed(String reason) {}
}
