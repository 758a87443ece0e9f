/** HTTP Live Streaming: cuts live streams into segments, and serves them. */
module org.millrace.hls {
  // Failures of the exported services are HttpExceptions.
  requires transitive org.millrace.http;
  requires transitive org.millrace.api;
  requires io.netty.codec.http;
  requires org.millrace.mp4;
  requires org.millrace.mpegts;
  requires static org.jspecify;

  exports org.millrace.hls.segment;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.hls.plugin.HlsPlugin;
}
