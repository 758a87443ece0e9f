/** Stand-ins for what plugin-api says the host implements, for unit tests of plugins. */
module org.millrace.doubles {
  requires transitive org.millrace.api;
  requires static org.jspecify;

  exports org.millrace.doubles;
}
