package org.millrace.server.plugin;

import java.nio.file.Path;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.script.ScriptOptions;

/** The server's script engine as one plugin sees it: the scripts that it loads end with it. */
final class TrackedScriptEngine implements ScriptEngine {
  private final ScriptEngine scripts;
  private final Registrations registrations;

  TrackedScriptEngine(ScriptEngine scripts, Registrations registrations) {
    this.scripts = scripts;
    this.registrations = registrations;
  }

  @Override
  public Script load(Path file, ScriptOptions options) {
    Script script = scripts.load(file, options);
    registrations.add(script::isOpen, script::close);
    return script;
  }
}
