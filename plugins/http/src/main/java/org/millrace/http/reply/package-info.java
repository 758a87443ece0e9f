/**
 * What a request asks of a representation: whether it has changed, which parts, in which encoding
 * (RFC 9110 sections 8, 12, 13 and 14).
 *
 * <p>Starting points: {@link org.millrace.http.reply.Conditions}, {@link
 * org.millrace.http.reply.ByteRanges}, {@link org.millrace.http.reply.TextEncoding}. All of it is
 * computed from header fields; nothing here touches a connection.
 */
@NullMarked
package org.millrace.http.reply;

import org.jspecify.annotations.NullMarked;
