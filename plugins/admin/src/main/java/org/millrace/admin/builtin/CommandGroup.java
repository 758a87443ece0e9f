package org.millrace.admin.builtin;

import java.util.List;
import org.millrace.admin.command.Command;

/** Commands about one thing. */
interface CommandGroup {
  /** What there is. */
  List<Command> commands();
}
