package org.millrace.admin.event;

/** Takes events. */
interface EventSink {
  /**
   * Something has happened. Any thread, one call at a time; must not block.
   *
   * @param event what
   * @param json the same as JSON, on one line
   */
  void accept(Event event, String json);
}
