package org.millrace.stresstest;

import java.util.List;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.stresstest.application.StresstestFactory;
import org.millrace.stresstest.tool.StressTool;

/** Brings {@code bin/millrace stress} and the application type {@code stresstest}. */
public final class StresstestPlugin implements MillracePlugin {

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new StresstestFactory());
  }

  @Override
  public List<CommandLineTool> tools() {
    return List.of(new StressTool());
  }
}
