module org.example.hello {
  requires org.millrace.api;

  provides org.millrace.api.plugin.MillracePlugin with
      org.example.hello.HelloPlugin;
}
