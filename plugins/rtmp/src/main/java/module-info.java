/** RTMP: publish and play, as a server and as a client. */
module org.millrace.rtmp {
  requires io.netty.codec;
  requires transitive org.millrace.api;
  requires transitive org.millrace.flv;
  requires static org.jspecify;

  // For plugins that pull from other servers or push to them.
  exports org.millrace.rtmp.client;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.rtmp.plugin.RtmpPlugin;
}
