package org.millrace.http.route;

import java.util.Map;
import org.millrace.http.Access;
import org.millrace.http.HttpHandler;
import org.millrace.http.PathPattern;

/**
 * The handler for a request.
 *
 * @param handler answers
 * @param access who may
 * @param route the pattern that the path fits
 * @param parameters what stood at the pattern's parameters
 */
public record Match(
    HttpHandler handler, Access access, PathPattern route, Map<String, String> parameters) {}
