/** MPEG-DASH: live streams with low latency, from the segments of HLS. */
module org.millrace.dash {
  requires java.xml;
  requires org.millrace.api;
  requires org.millrace.hls;
  requires org.millrace.http;
  requires org.millrace.mp4;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.dash.plugin.DashPlugin;
}
