/** Load for RTMP servers: from the command line, or as an application. */
module org.millrace.stresstest {
  requires info.picocli;
  requires transitive org.millrace.api;
  requires org.millrace.flv;
  requires org.millrace.rtmp;
  requires static org.jspecify;

  // The test kit shows the same pictures.
  exports org.millrace.stresstest.media;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.stresstest.StresstestPlugin;
}
