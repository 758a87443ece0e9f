/**
 * FLV tags, AMF0 and AMF3, and live FLV over TCP. A plugin of its own, and a library for those that
 * speak RTMP or write FLV.
 */
module org.millrace.flv {
  requires transitive org.millrace.api;
  // Malformed input ends in DecoderExceptions.
  requires transitive io.netty.codec;
  requires static org.jspecify;

  exports org.millrace.flv.amf;
  exports org.millrace.flv.file;
  exports org.millrace.flv.stream;
  exports org.millrace.flv.tag;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.flv.FlvPlugin;
}
