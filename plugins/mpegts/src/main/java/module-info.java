/** MPEG-2 transport streams: a library for plugins that deliver them. */
module org.millrace.mpegts {
  requires transitive org.millrace.api;
  requires static org.jspecify;

  exports org.millrace.mpegts.mux;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.mpegts.MpegTsPlugin;
}
