/**
 * Streams from other RTMP servers and to them.
 *
 * <p>Starting points: {@link org.millrace.vmapp.relay.PullRelay} publishes here what it plays
 * there, {@link org.millrace.vmapp.relay.PushRelay} publishes there what it plays here.
 *
 * <p>Everything of a relay happens on its connection's event loop, but for beginning and stopping.
 */
@NullMarked
package org.millrace.vmapp.relay;

import org.jspecify.annotations.NullMarked;
