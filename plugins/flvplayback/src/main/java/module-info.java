/** The main streaming application: live streams, recordings, files. */
module org.millrace.flvplayback {
  requires org.millrace.api;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.flvplayback.FlvPlaybackPlugin;
}
