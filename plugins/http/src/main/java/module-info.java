/** HTTP/1.1 and WebSocket: other plugins mount their handlers on it. */
module org.millrace.http {
  // Methods, statuses and header fields are Netty's.
  requires transitive io.netty.codec.http;
  requires transitive org.millrace.api;
  requires io.netty.codec;
  requires io.netty.handler;
  requires static org.jspecify;

  exports org.millrace.http;
  exports org.millrace.http.live;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.http.plugin.HttpPlugin;
}
