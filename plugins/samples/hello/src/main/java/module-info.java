/** An application that knows its guests by name, and answers a command of its own. */
module org.millrace.samples.hello {
  requires org.millrace.api;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.samples.hello.HelloPlugin;
}
