package org.millrace.server.io;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names threads {@code millrace-io-1} and so on, without Netty's number of the pool. */
final class IoThreads extends DefaultThreadFactory {
  private final String prefix;
  private final AtomicInteger last = new AtomicInteger();

  IoThreads(String purpose) {
    super("millrace-" + purpose, true);
    prefix = "millrace-" + purpose + "-";
  }

  @Override
  protected Thread newThread(Runnable task, String name) {
    return super.newThread(task, prefix + last.incrementAndGet());
  }
}
