package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.millrace.server.config.IoConfig.IoTransport;

class TransportTest {
  @Test
  void autoTakesEpollBeforeIoUringAndNioLast() {
    Transport chosen = Transport.choose(IoTransport.AUTO);

    if (Transport.EPOLL.isAvailable()) {
      assertThat(chosen).isEqualTo(Transport.EPOLL);
    } else if (Transport.IO_URING.isAvailable()) {
      assertThat(chosen).isEqualTo(Transport.IO_URING);
    } else {
      assertThat(chosen).isIn(Transport.KQUEUE, Transport.NIO);
    }
  }

  @Test
  void nioIsEverywhere() {
    assertThat(Transport.choose(IoTransport.NIO)).isEqualTo(Transport.NIO);
  }

  @Test
  void aTransportOfAnotherSystemIsAnErrorThatSaysWhatThereIs() {
    // kqueue and epoll are never in one system.
    IoTransport absent = Transport.EPOLL.isAvailable() ? IoTransport.KQUEUE : IoTransport.EPOLL;

    assertThatThrownBy(() -> Transport.choose(absent))
        .isInstanceOf(IoException.class)
        .hasMessageStartingWith("ioTransport: " + absent + " is not available: ")
        .hasMessageEndingWith("nio)");
  }
}
