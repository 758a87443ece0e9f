/** RTMP: publish and play. */
module org.millrace.rtmp {
  requires io.netty.codec;
  requires org.millrace.api;
  requires org.millrace.flv;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.rtmp.plugin.RtmpPlugin;
}
