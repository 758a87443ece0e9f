package org.millrace.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.doubles.FakePublication;
import org.millrace.rtmp.message.RtmpMessage.SetChunkSize;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;

class ControlTest {
  private final RtmpPeer peer = new RtmpPeer();

  @AfterEach
  void close() {
    peer.close();
  }

  private void pass(long seconds) {
    peer.server.advanceTimeBy(seconds, TimeUnit.SECONDS);
    peer.server.runScheduledPendingTasks();
    peer.listen();
  }

  @Test
  void pingIsAnswered() {
    peer.connect();
    peer.send(new UserControl(6, 4711));
    assertThat(peer.heard).containsExactly("control 7 4711");
  }

  @Test
  void bandwidthIsAnsweredOnceWithTheWindow() {
    peer.connect();
    peer.send(new SetPeerBandwidth(100_000, 2), new SetPeerBandwidth(100_000, 2));
    assertThat(peer.heard).containsExactly("window 100000");
  }

  @Test
  void bytesAreAcknowledgedByThePeersWindow() {
    peer.publishing("demo");
    peer.send(new SetChunkSize(60_000), new WindowAckSize(1000));
    peer.heard.clear();
    peer.send(RtmpPeer.media(9, 0, Frames.KEY + "00".repeat(990)));
    peer.send(RtmpPeer.media(9, 0, Frames.KEY));
    assertThat(peer.heard).singleElement().asString().startsWith("Acknowledgement[bytes=1");
  }

  @Test
  void bytesAreAcknowledgedWithoutAWindow() {
    peer.publishing("demo");
    peer.send(RtmpPeer.media(9, 0, Frames.KEY + "00".repeat(131_072)));
    assertThat(peer.heard).singleElement().asString().startsWith("Acknowledgement[bytes=13");
  }

  @Test
  void undocumentedMessagesAndEventsAreIgnored() {
    peer.connect();
    peer.send(new UserControl(31, 1), new UserControl(26, 0), new UserControl(999, 0));
    peer.sendBytes("02 000000 000003 04 00000000 001f00");
    peer.sendBytes("03 000000 000001 10 00000000 00");
    peer.sendBytes("03 000000 000001 7f 00000000 00");
    assertThat(peer.closeReason()).isEmpty();
    assertThat(peer.heard).isEmpty();
  }

  @Test
  void controlMessagesAreTakenOnEveryChunkAndMessageStream() {
    peer.connect();
    peer.sendBytes("1b 000000 000006 04 07000000 0006 0000002a");
    assertThat(peer.heard).containsExactly("control 7 42");
  }

  @Test
  void shortControlMessagesEndTheConnection() {
    peer.connect();
    peer.sendBytes("02 000000 000003 05 00000000 000000");
    assertThat(peer.closeReason()).isEqualTo("Window Acknowledgement Size: 3 bytes (expected: 4)");
  }

  @Test
  void endOfStreamEndsPublishing() {
    FakePublication publication = peer.publishing("demo");
    peer.send(new UserControl(1, 1));
    assertThat(publication.isOpen()).isFalse();
  }

  @Test
  void silentPeerIsPingedAndThenDisconnected() {
    peer.connect();
    pass(10);
    pass(20);
    assertThat(peer.heard).singleElement().asString().startsWith("control 6 ");
    pass(29);
    assertThat(peer.closeReason()).isEmpty();
    pass(1);
    assertThat(peer.closeReason())
        .isEqualTo("no answer to a ping for 30000 ms (expected: within pingTimeout)");
  }

  @Test
  void peerThatAnswersIsNotDisconnected() {
    peer.connect();
    pass(10);
    for (int i = 0; i < 5; i++) {
      pass(20);
      peer.send(new UserControl(7, 0));
      pass(30);
    }
    assertThat(peer.closeReason()).isEmpty();
    assertThat(peer.heard).hasSize(5);
  }

  @Test
  void peerThatSendsIsNotPinged() {
    peer.publishing("demo");
    for (int i = 0; i < 100; i++) {
      pass(1);
      peer.send(RtmpPeer.media(9, i, Frames.KEY));
    }
    assertThat(peer.heard).isEmpty();
  }
}
