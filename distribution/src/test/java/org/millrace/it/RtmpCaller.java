package org.millrace.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Connects to an application by RTMP and calls commands: no more than that, byte by byte. */
final class RtmpCaller implements AutoCloseable {
  private static final int HANDSHAKE_LENGTH = 1536;
  private static final int LIMIT_MILLIS = 20_000;
  private static final int COMMAND = 20;
  private static final int SET_CHUNK_SIZE = 1;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Map<Integer, Message> messages = new HashMap<>();
  private int chunkSize = 128;
  private int transaction;

  /** What has come of a message. */
  private static final class Message {
    private int length;
    private int type;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
  }

  RtmpCaller(int port, String application) {
    try {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(LIMIT_MILLIS);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
      shakeHands();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String answer = send("connect", object("app", application, "tcUrl", "rtmp://x/" + application));
    if (!answer.contains("NetConnection.Connect.Success")) {
      throw new AssertionError(answer);
    }
  }

  private void shakeHands() throws IOException {
    out.write(3);
    out.write(new byte[HANDSHAKE_LENGTH]);
    out.flush();
    in.readNBytes(1);
    byte[] s1 = in.readNBytes(HANDSHAKE_LENGTH);
    in.readNBytes(HANDSHAKE_LENGTH);
    out.write(s1);
    out.flush();
  }

  /** Calls a command with strings; gives the whole answer as a text, binary parts included. */
  String call(String command, String... arguments) {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    values.write(5); // null: no command object
    for (String argument : arguments) {
      values.write(2);
      values.writeBytes(text(argument));
    }
    return send(command, values.toByteArray());
  }

  private String send(String command, byte[] values) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.write(2);
      body.writeBytes(text(command));
      body.writeBytes(number(++transaction));
      body.writeBytes(values);
      write(body.toByteArray());
      return awaitAnswer(number(transaction));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] body) throws IOException {
    out.writeByte(3); // type 0 header, chunk stream 3
    out.write(new byte[3]);
    out.write(new byte[] {0, (byte) (body.length >> 8), (byte) body.length, COMMAND, 0, 0, 0, 0});
    for (int i = 0; i < body.length; i += 128) {
      if (i > 0) {
        out.writeByte(0xC3);
      }
      out.write(body, i, Math.min(128, body.length - i));
    }
    out.flush();
  }

  private String awaitAnswer(byte[] wanted) throws IOException {
    String number = new String(wanted, StandardCharsets.ISO_8859_1);
    while (true) {
      Message message = readChunk();
      if (message.body.size() < message.length) {
        continue;
      }
      byte[] body = message.body.toByteArray();
      message.body = new ByteArrayOutputStream();
      String text = new String(body, StandardCharsets.ISO_8859_1);
      if (message.type == SET_CHUNK_SIZE) {
        chunkSize = body[0] << 24 | (body[1] & 255) << 16 | (body[2] & 255) << 8 | body[3] & 255;
      } else if (message.type == COMMAND && text.contains(number) && !text.contains("onStatus")) {
        return text;
      }
    }
  }

  private Message readChunk() throws IOException {
    int first = in.readUnsignedByte();
    int form = first >> 6;
    Message message = messages.computeIfAbsent(first & 63, id -> new Message());
    if (form < 3) {
      in.readNBytes(3);
    }
    if (form < 2) {
      message.length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      message.type = in.readUnsignedByte();
    }
    if (form < 1) {
      in.readNBytes(4);
    }
    message.body.write(in.readNBytes(Math.min(chunkSize, message.length - message.body.size())));
    return message;
  }

  private static byte[] object(String... members) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write(3);
    for (int i = 0; i < members.length; i += 2) {
      object.writeBytes(text(members[i]));
      object.write(2);
      object.writeBytes(text(members[i + 1]));
    }
    object.writeBytes(new byte[] {0, 0, 9});
    return object.toByteArray();
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] written = new byte[2 + bytes.length];
    written[0] = (byte) (bytes.length >> 8);
    written[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, written, 2, bytes.length);
    return written;
  }

  private static byte[] number(double value) {
    long bits = Double.doubleToLongBits(value);
    byte[] written = new byte[9];
    for (int i = 0; i < 8; i++) {
      written[1 + i] = (byte) (bits >> 56 - 8 * i);
    }
    return written;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
