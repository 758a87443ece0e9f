package org.millrace.admin.event;

import java.net.URI;
import java.util.List;

/**
 * Where events are sent.
 *
 * @param url http or https
 * @param secret signs
 * @param events types, or beginnings of types with an asterisk behind; empty means all
 */
public record WebhookTarget(URI url, String secret, List<String> events) {
  public WebhookTarget {
    events = List.copyOf(events);
  }

  boolean wants(String type) {
    return events.isEmpty() || events.stream().anyMatch(pattern -> matches(pattern, type));
  }

  private static boolean matches(String pattern, String type) {
    return pattern.endsWith("*")
        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
        : type.equals(pattern);
  }
}
