package org.millrace.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What sets the messages of an answer without codecs off from each other. It is written with the
 * messages, so that it is a part of the bytes that viewers share.
 */
public enum RawFraming {
  /** Nothing: the body ends with the connection, as with HTTP/1.0. */
  NONE {
    @Override
    public int headerBytes(int messageBytes) {
      return 0;
    }

    @Override
    public void writeHeader(ByteBuf out, int messageBytes) {}
  },

  /** Each message is a chunk (RFC 9112 section 7.1). */
  CHUNKED {
    @Override
    public int headerBytes(int messageBytes) {
      return digits(messageBytes) + LINE_END.length;
    }

    @Override
    public void writeHeader(ByteBuf out, int messageBytes) {
      for (int shift = 4 * (digits(messageBytes) - 1); shift >= 0; shift -= 4) {
        out.writeByte(DIGITS[messageBytes >> shift & 0xF]);
      }
      out.writeBytes(LINE_END);
    }

    @Override
    public int trailerBytes() {
      return LINE_END.length;
    }

    @Override
    public void writeTrailer(ByteBuf out) {
      out.writeBytes(LINE_END);
    }
  },

  /** Each message is a frame of a WebSocket (RFC 6455 section 5.2). */
  WEB_SOCKET {
    @Override
    public int headerBytes(int messageBytes) {
      return WebSocketFrames.headerBytes(messageBytes);
    }

    @Override
    public void writeHeader(ByteBuf out, int messageBytes) {
      WebSocketFrames.writeBinaryHeader(out, messageBytes);
    }
  };

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static int digits(int length) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 3) / 4);
  }

  /**
   * Length of what comes before a message.
   *
   * @param messageBytes length of the message, not 0
   * @return bytes
   */
  public abstract int headerBytes(int messageBytes);

  /**
   * Writes what comes before a message.
   *
   * @param out borrowed
   * @param messageBytes length of the message, not 0
   */
  public abstract void writeHeader(ByteBuf out, int messageBytes);

  /**
   * Length of what comes behind a message.
   *
   * @return bytes
   */
  public int trailerBytes() {
    return 0;
  }

  /**
   * Writes what comes behind a message.
   *
   * @param out borrowed
   */
  public void writeTrailer(ByteBuf out) {}

  /**
   * Length of a message with what is around it.
   *
   * @param messageBytes length of the message, not 0
   * @return bytes
   */
  public int framedBytes(int messageBytes) {
    return headerBytes(messageBytes) + messageBytes + trailerBytes();
  }
}
