/**
 * What plugins that speak HTTP are written against.
 *
 * <p>Starting points: {@link org.millrace.http.HttpRoutes}, which {@link
 * org.millrace.api.plugin.PluginContext#service} gives, takes handlers; {@link
 * org.millrace.http.HttpExchange} is one request and its answer; {@link
 * org.millrace.http.HttpReply} an answer that is there at once, {@link
 * org.millrace.http.HttpBodyWriter} one that comes in pieces, {@link org.millrace.http.RawStream}
 * and {@link org.millrace.http.WebSocket} are for media without an end.
 *
 * <p>Everything of one connection happens on its event loop, and nothing there may block. One
 * exchange of a connection is served at a time; its successor begins when its answer is written.
 */
@NullMarked
package org.millrace.http;

import org.jspecify.annotations.NullMarked;
