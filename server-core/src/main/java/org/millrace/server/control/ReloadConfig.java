package org.millrace.server.control;

import java.util.List;
import java.util.function.Supplier;

/** {@code config reload}: reads the configuration again. */
public final class ReloadConfig implements ControlCommand {
  private final Supplier<ControlAnswer> reload;

  /**
   * The command.
   *
   * @param reload does it; the answer is for people
   */
  public ReloadConfig(Supplier<ControlAnswer> reload) {
    this.reload = reload;
  }

  @Override
  public List<String> words() {
    return List.of("config", "reload");
  }

  @Override
  public String parameters() {
    return "";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new UsageException();
    }
    return reload.get();
  }
}
