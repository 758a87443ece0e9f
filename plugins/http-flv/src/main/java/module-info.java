/** FLV over HTTP and WebSocket: live streams out to players, and in from encoders. */
module org.millrace.httpflv {
  requires org.millrace.api;
  requires org.millrace.flv;
  requires org.millrace.http;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.httpflv.HttpFlvPlugin;
}
