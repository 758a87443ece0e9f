package org.millrace.http;

import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A request at a route of {@link Access#ADMIN} that has ended.
 *
 * @param begun when its head was there
 * @param ended when its answer was written, or the connection closed
 * @param method as it was sent
 * @param route the pattern that its path fits
 * @param path decoded, without the query
 * @param secure whether it came encrypted
 * @param peer who has asked
 * @param traceparent the field of this name: the caller's span, by W3C Trace Context section 3.2
 * @param status of the answer; 0 if the connection was closed before there was one
 */
public record AdminRequest(
    Instant begun,
    Instant ended,
    HttpMethod method,
    PathPattern route,
    String path,
    boolean secure,
    InetSocketAddress peer,
    Optional<String> traceparent,
    int status) {}
