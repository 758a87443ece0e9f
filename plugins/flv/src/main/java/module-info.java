/** FLV tags, AMF0 and AMF3, and live FLV over TCP. */
module org.millrace.flv {
  requires org.millrace.api;
  requires static org.jspecify;
}
