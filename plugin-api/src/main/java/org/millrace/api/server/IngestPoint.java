package org.millrace.api.server;

import org.millrace.api.contract.Experimental;

/**
 * A secret name under which a stream is published: whoever publishes under it publishes the stream
 * of the public name, and nobody can under that.
 *
 * @param application whose
 * @param privateName what the publisher asks for
 * @param publicName the stream
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record IngestPoint(String application, String privateName, String publicName) {}
