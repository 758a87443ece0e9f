/** Requests for unit tests of plugins that mount handlers on the plugin http. */
module org.millrace.doubles.http {
  requires transitive org.millrace.doubles;
  requires transitive org.millrace.http;
  requires static org.jspecify;

  exports org.millrace.doubles.http;
}
