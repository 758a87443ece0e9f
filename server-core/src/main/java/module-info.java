/** The host that plugins are loaded into. */
module org.millrace.server {
  requires transitive org.millrace.api;
  requires info.picocli;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.resolver;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.classes.io_uring;
  requires io.netty.transport.classes.kqueue;
  requires io.netty.transport.unix.common;
  requires java.management;
  requires jdk.jfr;
  requires org.apache.logging.log4j;
  requires org.apache.logging.log4j.core;
  requires static org.jspecify;
  requires org.objectweb.asm;
  requires org.pf4j;

  // To run a server inside another program. Nothing of it is for plugins.
  exports org.millrace.server;

  uses org.millrace.api.plugin.MillracePlugin;
}
