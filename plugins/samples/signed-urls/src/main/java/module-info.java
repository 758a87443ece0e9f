/**
 * Addresses that are signed and expire decide who may publish and play.
 *
 * <p>An application type, a tool that signs, and, for applications of other plugins, the package
 * with the check: such a plugin says {@code requires org.millrace.samples.signedurls} here and
 * {@code Plugin-Dependencies: signed-urls} in its manifest.
 */
module org.millrace.samples.signedurls {
  requires transitive org.millrace.api;
  requires static org.jspecify;

  exports org.millrace.samples.signedurls;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.samples.signedurls.SignedUrlsPlugin;
}
