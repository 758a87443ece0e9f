/** Administration: commands, a REST API, events, and a client for the command line. */
module org.millrace.admin {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.handler;
  requires java.net.http;
  requires transitive org.millrace.api;
  requires org.millrace.http;
  requires static org.jspecify;

  // For plugins that bring commands of their own.
  exports org.millrace.admin.command;

  // Jackson reads and writes the records in these.
  opens org.millrace.admin.event to
      com.fasterxml.jackson.databind;
  opens org.millrace.admin.rest to
      com.fasterxml.jackson.databind;
  opens org.millrace.admin.view to
      com.fasterxml.jackson.databind;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.admin.AdminPlugin;
}
