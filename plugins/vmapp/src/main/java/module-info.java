/** Applications written in Lua. */
module org.millrace.vmapp {
  requires java.net.http;
  requires org.millrace.api;
  // To pull and push streams.
  requires org.millrace.flv;
  requires org.millrace.rtmp;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.vmapp.VmAppPlugin;
}
