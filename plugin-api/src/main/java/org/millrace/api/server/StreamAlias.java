package org.millrace.api.server;

import java.time.Instant;
import java.util.Optional;
import org.millrace.api.contract.Experimental;

/**
 * Another name under which a stream can be played.
 *
 * @param application whose
 * @param alias what players ask for
 * @param stream the stream that they get
 * @param once whether it ends with the first player that is let in
 * @param expires when it ends; empty if it does not
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record StreamAlias(
    String application, String alias, String stream, boolean once, Optional<Instant> expires) {}
