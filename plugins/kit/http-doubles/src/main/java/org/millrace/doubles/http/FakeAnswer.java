package org.millrace.doubles.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;

/** What a {@link FakeExchange} is answered, in whatever way. */
public final class FakeAnswer {
  private final Runnable end;
  private final ByteBuf sent = Unpooled.buffer();
  private HttpHeaders headers = new DefaultHttpHeaders();
  private OutputListener listener = OutputListener.NONE;
  private int status;
  private String problem = "";
  private String closeReason = "";
  private int closeCode;
  private int flushes;
  private boolean full;
  private boolean whole;
  private boolean ended;

  FakeAnswer(Runnable end) {
    this.end = end;
  }

  /**
   * The status.
   *
   * @return 101 for a WebSocket; 0 if there is no answer yet
   */
  public int status() {
    return status;
  }

  /**
   * A header field.
   *
   * @param name of the field
   * @return "" if the answer has none of this name
   */
  public String header(CharSequence name) {
    return headers.get(name, "");
  }

  /**
   * What a failure says.
   *
   * @return "" if there was none
   */
  public String problem() {
    return problem;
  }

  /**
   * The body so far as text.
   *
   * @return decoded as UTF-8; "" of a file
   */
  public String text() {
    return sent.toString(StandardCharsets.UTF_8);
  }

  /**
   * What was sent since this was asked for the last time.
   *
   * @return a copy
   */
  public ByteBuf take() {
    ByteBuf taken = sent.copy();
    sent.clear();
    return taken;
  }

  /**
   * How often was flushed.
   *
   * @return flushes with nothing to flush, too
   */
  public int flushes() {
    return flushes;
  }

  /**
   * Whether all is said, or the connection is gone.
   *
   * @return true from then on
   */
  public boolean isEnded() {
    return ended;
  }

  /**
   * Whether everything was sent that was to be sent.
   *
   * @return false if it goes on, or was broken off
   */
  public boolean isWhole() {
    return whole;
  }

  /**
   * Why a raw answer, a WebSocket or an answer in pieces has ended.
   *
   * @return "" if nobody said
   */
  public String closeReason() {
    return closeReason;
  }

  /**
   * The code that a WebSocket was closed with.
   *
   * @return 0 if it was not, or was by a reason alone
   */
  public int closeCode() {
    return closeCode;
  }

  /**
   * The socket's queue is full from the beginning, or has room.
   *
   * @param isFull which of them
   */
  public void full(boolean isFull) {
    full = isFull;
    listener.onWritability(!isFull);
  }

  void take(HttpReply reply) {
    answered(reply.status());
    headers = reply.headers();
    if (reply.body() instanceof HttpReply.Body.Bytes body) {
      sent.writeBytes(body.bytes(), body.bytes().readerIndex(), body.bytes().readableBytes());
    }
    reply.release();
    whole = true;
  }

  /** As the server does: it is too late for a problem when there is an answer. */
  void take(HttpException failure) {
    if (status == 0) {
      status = failure.status().code();
      problem = String.valueOf(failure.getMessage());
    }
  }

  Output begin(HttpResponseStatus newStatus, HttpHeaders fields, OutputListener told) {
    answered(newStatus);
    headers = fields;
    listener = told;
    return new Output();
  }

  Socket beginWebSocket(OutputListener told) {
    answered(HttpResponseStatus.SWITCHING_PROTOCOLS);
    listener = told;
    return new Socket();
  }

  private void answered(HttpResponseStatus newStatus) {
    if (status != 0) {
      throw new AssertionError("answered twice: " + status + ", " + newStatus.code());
    }
    status = newStatus.code();
  }

  void ended() {
    ended = true;
    OutputListener told = listener;
    listener = OutputListener.NONE;
    told.onClosed();
  }

  /** What is written. */
  class Output implements RawStream, HttpBodyWriter {
    private Output() {}

    @Override
    public void write(ByteBuf bytes) {
      sent.writeBytes(bytes);
      bytes.release();
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public boolean isWritable() {
      return !full;
    }

    @Override
    public void end() {
      whole = true;
      end.run();
    }

    @Override
    public void end(String reason) {
      closeReason = reason;
      end();
    }

    @Override
    public void abort(String reason) {
      close(reason);
    }

    @Override
    public void close(String reason) {
      closeReason = reason;
      end.run();
    }
  }

  /** What is written to a WebSocket; text and binary messages without their frames. */
  final class Socket extends Output implements WebSocket {
    private Socket() {}

    @Override
    public void close(int code, String reason) {
      closeCode = code;
      close(reason);
    }

    @Override
    public Optional<String> subprotocol() {
      return Optional.empty();
    }

    @Override
    public void sendText(String text) {
      sent.writeCharSequence(text, StandardCharsets.UTF_8);
    }

    @Override
    public void sendBinary(ByteBuf payload) {
      write(payload);
    }
  }
}
