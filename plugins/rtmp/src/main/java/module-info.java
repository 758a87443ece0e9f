/** RTMP: publish and play. */
module org.millrace.rtmp {
  requires io.netty.codec;
  requires org.millrace.api;
  requires org.millrace.flv;
  requires static org.jspecify;
}
