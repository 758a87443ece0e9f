/**
 * Live streams as endless answers: {@link org.millrace.http.live.LivePlayHandler} asks the
 * application and plays, {@link org.millrace.http.live.LivePlayer} is one viewer, over HTTP or as a
 * WebSocket. In which form, a plugin says by its {@link org.millrace.http.live.LiveForm}.
 *
 * <p>A viewer has one event loop, that of its connection.
 */
@NullMarked
package org.millrace.http.live;

import org.jspecify.annotations.NullMarked;
