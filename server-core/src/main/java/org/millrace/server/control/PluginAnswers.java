package org.millrace.server.control;

import org.millrace.server.plugin.PluginReport;

/** Answers to wishes to change the plugins. */
final class PluginAnswers {
  private PluginAnswers() {}

  static ControlAnswer of(PluginReport report) {
    return report.done()
        ? ControlAnswer.done(report.lines())
        : ControlAnswer.failed(report.lines());
  }
}
