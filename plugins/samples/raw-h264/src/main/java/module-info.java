/** Raw H.264 (Annex B) over TCP becomes a live stream. */
module org.millrace.samples.rawvideo {
  requires org.millrace.api;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.samples.rawvideo.RawH264Plugin;
}
