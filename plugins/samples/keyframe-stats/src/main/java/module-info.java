/** Writes a row for each group of pictures of every stream to a database. */
@SuppressWarnings("requires-automatic") // H2 has a module name and no module-info.
module org.millrace.samples.keyframes {
  requires org.millrace.api;
  requires java.sql;
  requires com.h2database;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.samples.keyframes.KeyFrameStatsPlugin;
}
