package org.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FrameRecorder;
import org.millrace.doubles.RecordedFrame;
import org.millrace.testkit.TcpPeer;
import org.millrace.testkit.TestServer;

/**
 * What a protocol over TCP has to keep to. The plugin says what a good client sends, and what a bad
 * one does; what the server is to make of a good one's bytes is what it makes of them in one piece.
 */
public abstract class ProtocolContract extends PluginContract {
  private static final Duration SILENCE = Duration.ofMillis(500);
  private static final int CUTS = 16;
  private static final int RANDOM_PEERS = 24;
  private static final int RANDOM_BYTES = 2_000;

  /**
   * The chain.
   *
   * @return a name that {@link #setup()} has an acceptor for
   */
  protected abstract String chain();

  /**
   * What a good client sends, without waiting for answers. A few kilobytes are enough.
   *
   * @return from its first byte on
   */
  protected abstract byte[] conversation();

  /**
   * What no client may send.
   *
   * @return from its first byte on
   */
  protected abstract byte[] badInput();

  /**
   * Why the server closes a connection that sends {@link #badInput()}.
   *
   * @return a part of the reason
   */
  protected abstract String badInputReason();

  /**
   * The stream that the good client publishes.
   *
   * @return empty if it publishes none
   */
  protected Optional<StreamKey> publishedStream() {
    return Optional.empty();
  }

  /**
   * What an answer is compared by.
   *
   * @param answer what the server has sent
   * @return without what differs from one connection to the next, such as times
   */
  protected byte[] comparable(byte[] answer) {
    return answer;
  }

  /**
   * What comes of a conversation.
   *
   * @param length of the answer
   * @param answer what it is compared by
   * @param payloads of the frames that are published
   */
  private record Outcome(int length, String answer, List<String> payloads) {}

  /** TCP has no boundaries: it must not matter how the bytes are cut. */
  @Test
  protected void byteByByteEqualsAllAtOnce() {
    Outcome atOnce = undisturbed();
    byte[] bytes = conversation();
    for (int pieceLength : new int[] {1, 7}) {
      Outcome inPieces = outcome(bytes, pieceLength, atOnce.length(), atOnce.payloads().size());
      assertThat(inPieces.answer()).as("%d bytes at once", pieceLength).isEqualTo(atOnce.answer());
      assertThat(inPieces.payloads())
          .as("%d bytes at once", pieceLength)
          .isEqualTo(atOnce.payloads());
    }
  }

  /** What a server makes of a good client that is its only one, and sends all at once. */
  private Outcome undisturbed() {
    return outcome(conversation(), conversation().length, 0, 1);
  }

  /** Waits for so many bytes and frames at least, then for silence. */
  private Outcome outcome(byte[] bytes, int pieceLength, int answered, int published) {
    try (TestServer server = setup().start()) {
      Optional<FrameRecorder> watched = watch(server);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try (TcpPeer peer = TcpPeer.connect(server.address(chain())).send(bytes, pieceLength)) {
        answer.writeBytes(peer.read(answered));
        watched.ifPresent(frames -> frames.awaitFrames(published));
        answer.writeBytes(peer.readUntilSilent(SILENCE));
      }
      assertNothingWentWrong(server);
      return new Outcome(
          answer.size(),
          text(answer.toByteArray()),
          watched.map(FrameRecorder::frames).orElse(List.of()).stream()
              .map(RecordedFrame::payload)
              .toList());
    }
  }

  private Optional<FrameRecorder> watch(TestServer server) {
    return publishedStream().map(key -> server.watch(key.application(), key.name()));
  }

  private String text(byte[] answer) {
    return HexFormat.of().formatHex(comparable(answer));
  }

  /** With its reason in the log; another connection goes on. */
  @Test
  protected void badInputClosesItsOwnConnectionAlone() {
    byte[] bytes = conversation();
    Outcome expected = undisturbed();
    try (TestServer server = setup().start();
        TcpPeer good = TcpPeer.connect(server.address(chain()));
        TcpPeer bad = TcpPeer.connect(server.address(chain()))) {
      int half = bytes.length / 2;
      good.send(Arrays.copyOf(bytes, half));

      bad.send(badInput()).awaitClose();

      server.log().await("closed", badInputReason());
      good.send(Arrays.copyOfRange(bytes, half, bytes.length));
      assertThat(text(good.read(expected.length()))).isEqualTo(expected.answer());
      assertNothingWentWrong(server);
    }
  }

  /** Wherever a client breaks off, nothing of it stays. */
  @Test
  protected void clientsMayBreakOffAnywhere() {
    byte[] bytes = conversation();
    try (TestServer server = setup().start()) {
      for (int i = 0; i <= CUTS; i++) {
        try (TcpPeer peer = TcpPeer.connect(server.address(chain()))) {
          peer.send(Arrays.copyOf(bytes, bytes.length * i / CUTS)).finish();
        }
      }
      assertServes(server);
    }
  }

  /** What nobody has thought of is no bug, either. */
  @Test
  protected void randomBytesDoNoHarm() {
    byte[] bytes = conversation();
    Random random = new Random(4711);
    try (TestServer server = setup().start()) {
      for (int i = 0; i < RANDOM_PEERS; i++) {
        byte[] noise = new byte[random.nextInt(RANDOM_BYTES)];
        random.nextBytes(noise);
        // Half of them begin well.
        System.arraycopy(bytes, 0, noise, 0, i % 2 * Math.min(bytes.length, noise.length) / 2);
        try (TcpPeer peer = TcpPeer.connect(server.address(chain()))) {
          peer.send(noise).finish();
        }
      }
      assertServes(server);
    }
  }

  /** After all that a good client is served: it is answered, or its stream is there. */
  private void assertServes(TestServer server) {
    Optional<FrameRecorder> watched = watch(server);
    try (TcpPeer peer = TcpPeer.connect(server.address(chain())).send(conversation())) {
      watched.ifPresentOrElse(
          FrameRecorder::awaitKeyFrame, () -> assertThat(peer.read(1)).as("answer").hasSize(1));
    }
    assertNothingWentWrong(server);
  }
}
