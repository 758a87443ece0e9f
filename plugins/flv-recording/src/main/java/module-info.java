/** Records live streams to FLV files. */
module org.millrace.flvrecording {
  requires org.millrace.api;
  requires org.millrace.flv;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.flvrecording.FlvRecordingPlugin;
}
