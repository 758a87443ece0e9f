package org.millrace.server.stream;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;

/**
 * An event loop that runs when the test says so, on the test's thread, by a clock of the test's.
 */
final class TestLoop extends ManualIoEventLoop {
  TestLoop(MockTicker ticker) {
    super(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
  }

  static MockTicker clock() {
    return Ticker.newMockTicker();
  }

  /** Runs what is due until nothing is left. */
  void runAll() {
    while (runNow() > 0) {
      // One task may queue another.
    }
  }
}
