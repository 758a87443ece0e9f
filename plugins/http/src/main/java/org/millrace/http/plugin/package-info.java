/**
 * What the plugin brings to the server: layer {@code http} with the chains {@code inboundHttp} and
 * {@code inboundHttps}, and the service {@link org.millrace.http.HttpRoutes}.
 *
 * <p>Starting point: {@link org.millrace.http.plugin.HttpLayer}, the pipeline of a connection.
 */
@NullMarked
package org.millrace.http.plugin;

import org.jspecify.annotations.NullMarked;
