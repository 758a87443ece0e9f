package org.millrace.testkit;

import java.util.List;
import java.util.function.Consumer;

/** {@link org.millrace.testkit.inside.HostedServer} as it is seen from the tests' side. */
interface HostDoor {
  List<Object[]> services();

  AutoCloseable watch(
      String application, String stream, Consumer<Object[]> frames, Consumer<String> end);

  void stop();

  List<String> openBuffers();
}
