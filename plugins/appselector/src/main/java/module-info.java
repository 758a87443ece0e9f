/** Takes a connection and hands it to the application that the client names. */
module org.millrace.appselector {
  requires org.millrace.api;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.appselector.AppSelectorPlugin;
}
