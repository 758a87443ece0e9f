package org.millrace.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLimiterTest {
  private final AtomicLong now = new AtomicLong();
  private final FailureLimiter limiter = new FailureLimiter(2, now::get);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void addressesAreBlockedEachForItself() {
    limiter.failed(address("192.0.2.1"));
    assertThat(limiter.isBlocked(address("192.0.2.1"))).isFalse();
    limiter.failed(address("192.0.2.1"));
    assertThat(limiter.isBlocked(address("192.0.2.1"))).isTrue();
    assertThat(limiter.isBlocked(address("192.0.2.2"))).isFalse();

    now.addAndGet(FailureLimiter.WINDOW.toNanos());
    assertThat(limiter.isBlocked(address("192.0.2.1"))).isFalse();
  }

  @Test
  void aNetworkOfIpv6CountsAsOneAddress() {
    limiter.failed(address("2001:db8::1"));
    limiter.failed(address("2001:db8::2"));
    assertThat(limiter.isBlocked(address("2001:db8::3"))).isTrue();
  }

  @Test
  void successIsForgetting() {
    limiter.failed(address("192.0.2.1"));
    limiter.succeeded(address("192.0.2.1"));
    limiter.failed(address("192.0.2.1"));
    assertThat(limiter.isBlocked(address("192.0.2.1"))).isFalse();
  }

  @Test
  void manyAddressesTakeBoundedMemory() {
    for (int i = 0; i < 10_000; i++) {
      limiter.failed(address("10.0." + i / 256 + "." + i % 256));
    }
    assertThat(limiter.size()).isEqualTo(4096);
  }
}
