package org.millrace.http.route;

import java.util.Map;
import org.millrace.http.Access;
import org.millrace.http.HttpHandler;

/**
 * The handler for a request.
 *
 * @param handler answers
 * @param access who may
 * @param parameters what stood at the pattern's parameters
 */
public record Match(HttpHandler handler, Access access, Map<String, String> parameters) {}
