package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @Test
  void countsInAllAndNamesTheLimit() throws Exception {
    ConnectionLimiter limiter = new ConnectionLimiter(TestIo.limits(2, 0));

    assertThat(limiter.enter(address("10.0.0.1"))).isEmpty();
    assertThat(limiter.enter(address("10.0.0.2"))).isEmpty();
    assertThat(limiter.enter(address("10.0.0.3"))).hasValue("maxConnections 2");

    limiter.leave(address("10.0.0.1"));
    assertThat(limiter.enter(address("10.0.0.3"))).isEmpty();
  }

  @Test
  void countsPerAddressAndForgetsAddressesThatAreGone() throws Exception {
    ConnectionLimiter limiter = new ConnectionLimiter(TestIo.limits(100, 1));

    assertThat(limiter.enter(address("10.0.0.1"))).isEmpty();
    assertThat(limiter.enter(address("10.0.0.1"))).hasValue("maxConnectionsPerAddress 1");
    assertThat(limiter.enter(address("10.0.0.2"))).isEmpty();
    assertThat(limiter.count()).isEqualTo(2);

    limiter.leave(address("10.0.0.1"));
    limiter.leave(address("10.0.0.2"));
    assertThat(limiter.count()).isZero();
    assertThat(limiter.addresses()).isZero();
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneSubscriber() throws Exception {
    ConnectionLimiter limiter = new ConnectionLimiter(TestIo.limits(100, 1));

    assertThat(limiter.enter(address("2001:db8:0:1::1"))).isEmpty();
    assertThat(limiter.enter(address("2001:db8:0:1:ffff::2"))).isPresent();
    assertThat(limiter.enter(address("2001:db8:0:2::1"))).isEmpty();
  }
}
