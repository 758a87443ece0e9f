/**
 * How a plugin brings protocols: named {@link org.millrace.api.protocol.ProtocolLayer}s, put
 * together to named {@link org.millrace.api.protocol.ProtocolChain}s, which acceptors of the
 * configuration ask for ({@code protocol = "inboundRtmp"}).
 *
 * <p>For each connection the host adds the handlers of the chain's layers to the channel's pipeline
 * and gives them a {@link org.millrace.api.protocol.ConnectionContext}. Everything of one
 * connection happens on its channel's event loop.
 */
@NullMarked
package org.millrace.api.protocol;

import org.jspecify.annotations.NullMarked;
