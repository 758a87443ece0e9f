/**
 * All that a Millrace plugin compiles against.
 *
 * <p>Start at {@link org.millrace.api.plugin.MillracePlugin}: a plugin {@code provides} it and
 * contributes protocols, applications, recorders or file readers through it. The module knows
 * nobody: neither the host nor any protocol.
 */
module org.millrace.api {
  // Wire and media payloads are Netty buffers; protocol layers are Netty channel handlers.
  requires transitive io.netty.buffer;
  requires transitive io.netty.common;
  requires transitive io.netty.transport;
  requires transitive org.apache.logging.log4j;
  requires static transitive org.jspecify;

  exports org.millrace.api.application;
  exports org.millrace.api.config;
  exports org.millrace.api.contract;
  exports org.millrace.api.media;
  exports org.millrace.api.plugin;
  exports org.millrace.api.protocol;
  exports org.millrace.api.recording;
  exports org.millrace.api.script;
  exports org.millrace.api.server;
  exports org.millrace.api.stream;
}
