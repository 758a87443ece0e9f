/** The web page that shows the server, plays its streams and changes what can be changed. */
module org.millrace.console {
  requires io.netty.buffer;
  requires io.netty.codec.http;
  requires org.millrace.api;
  requires org.millrace.http;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.console.ConsolePlugin;
}
