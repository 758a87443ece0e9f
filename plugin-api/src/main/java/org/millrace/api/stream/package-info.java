/**
 * Live streams: one {@link org.millrace.api.stream.Publication} writes, any number of {@link
 * org.millrace.api.stream.Subscription}s read.
 *
 * <p><b>Threads.</b> A publication is written on one event loop, chosen by the publisher. Each
 * subscription is read on one event loop, chosen by the subscriber. For each event loop that has
 * subscribers the engine keeps one bounded log of frames; a subscription is a place in that log.
 * Nothing is queued per subscriber, so that a slow one costs no memory: it falls behind, and then
 * jumps to the newest key frame.
 *
 * <p>Starting points: {@link org.millrace.api.stream.StreamRegistry}, {@link
 * org.millrace.api.stream.Publication}, {@link org.millrace.api.stream.Subscriber}. Protocol
 * plugins usually come here through {@link org.millrace.api.application.Client}, which asks the
 * application first.
 */
@NullMarked
package org.millrace.api.stream;

import org.jspecify.annotations.NullMarked;
