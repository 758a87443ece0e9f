/** Fragmented MP4 as CMAF has it: a library for plugins that deliver segments. */
@SuppressWarnings("module") // the format has a digit at its end
module org.millrace.mp4 {
  requires transitive org.millrace.api;
  requires static org.jspecify;

  exports org.millrace.mp4.cmaf;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.mp4.Mp4Plugin;
}
