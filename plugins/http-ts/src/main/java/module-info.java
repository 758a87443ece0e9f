/** MPEG-TS over HTTP and WebSocket: live streams out to players. */
module org.millrace.httpts {
  requires org.millrace.api;
  requires org.millrace.http;
  requires org.millrace.mpegts;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.httpts.HttpTsPlugin;
}
