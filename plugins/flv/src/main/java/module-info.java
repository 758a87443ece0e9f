/**
 * FLV tags, AMF0 and AMF3, and live FLV over TCP. A plugin of its own, and a library for those that
 * speak RTMP or write FLV.
 */
module org.millrace.flv {
  requires transitive org.millrace.api;
  // AmfException is a DecoderException.
  requires transitive io.netty.codec;
  requires static org.jspecify;

  exports org.millrace.flv.amf;
  exports org.millrace.flv.tag;
}
