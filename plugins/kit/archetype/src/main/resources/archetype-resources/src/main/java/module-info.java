/** An application that greets its clients. */
module ${package} {
  requires org.millrace.api;

  provides org.millrace.api.plugin.MillracePlugin with
      ${package}.GreeterPlugin;
}
