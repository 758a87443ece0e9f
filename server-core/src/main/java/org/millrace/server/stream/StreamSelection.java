package org.millrace.server.stream;

import java.util.function.Predicate;

/**
 * Which publications and subscriptions are to end.
 *
 * @param application all of the applications of these names
 * @param participant all whose owner or subscriber is one of these
 */
public record StreamSelection(Predicate<String> application, Predicate<Object> participant) {
  static final StreamSelection ALL = new StreamSelection(name -> true, participant -> true);
}
