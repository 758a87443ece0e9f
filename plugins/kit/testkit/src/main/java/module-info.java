/**
 * Starts the server inside a test. This module is loaded twice: where the tests are, usually on the
 * class path, and in the layer that the kit makes for the server; only the package {@code inside}
 * is used there. Hence what either place does not have is static.
 */
module org.millrace.testkit {
  requires io.netty.common;
  requires org.apache.logging.log4j.core;
  requires transitive org.millrace.api;
  requires org.millrace.server;
  requires static transitive org.assertj.core;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;
  requires static transitive org.millrace.doubles;
  requires static transitive org.millrace.flv;
  requires static transitive org.millrace.rtmp;
  requires static transitive org.millrace.stresstest;

  exports org.millrace.testkit;
  exports org.millrace.testkit.contract;
  exports org.millrace.testkit.media;
  exports org.millrace.testkit.rtmp;
  // Reached by reflection, from the class path.
  exports org.millrace.testkit.inside;
}
