/** Applications written in Lua. */
module org.millrace.vmapp {
  requires java.net.http;
  requires org.millrace.api;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.vmapp.VmAppPlugin;
}
