/** Chains of a plugin's own, as crtmpserver's sample has them: echo and download. */
module org.millrace.samplefactory {
  requires org.millrace.api;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.handler;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.samplefactory.SampleFactoryPlugin;
}
