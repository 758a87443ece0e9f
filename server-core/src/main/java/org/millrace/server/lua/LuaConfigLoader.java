package org.millrace.server.lua;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

/**
 * Evaluates a configuration file: a Lua program that leaves a global table {@code configuration}
 * behind.
 */
public final class LuaConfigLoader {
  private static final String CONFIGURATION = "configuration";

  /** All that runs counts its steps; this is for the case that something does not. */
  private static final long GRACE_SECONDS = 5;

  private LuaConfigLoader() {}

  /**
   * Evaluates a file. Blocks while the script runs, for {@link LuaLimits#EVALUATION} at the most.
   *
   * @param file the file
   * @return the table {@code configuration}; every node says where it was written
   * @throws ConfigException if the file cannot be read, is no Lua, fails, hits a limit, or leaves
   *     no such table behind
   */
  public static ConfigNode.Table load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    LuaSandbox sandbox = new LuaSandbox("lua-" + absolute.getFileName());
    TableOrigins origins = new TableOrigins();
    Future<ConfigNode.Table> evaluation =
        sandbox.run(LuaLimits.EVALUATION, origins, () -> evaluate(absolute, sandbox, origins));
    return await(absolute, evaluation);
  }

  private static ConfigNode.Table evaluate(Path file, LuaSandbox sandbox, TableOrigins origins) {
    LuaFileRunner files = new LuaFileRunner(file, sandbox.globals());
    sandbox.globals().set("dofile", new BoundedFunction(files::doFile));
    files.runMain();
    files.close();
    LuaValue result = sandbox.globals().rawget(CONFIGURATION);
    ConfigLocation root = new ConfigLocation("", file.getFileName().toString(), 0);
    if (result instanceof LuaTable table) {
      return new NodeConverter(origins, sandbox).table(table, root);
    }
    throw new ConfigException(
        root,
        CONFIGURATION + ": " + result.typename() + " (expected: a global table of that name)");
  }

  private static <T> T await(Path file, Future<T> evaluation) {
    ConfigLocation location = new ConfigLocation("", file.getFileName().toString(), 0);
    try {
      long seconds = LuaLimits.EVALUATION.time().toSeconds() + GRACE_SECONDS;
      return evaluation.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConfigException problem) {
        boolean placed = !problem.location().equals(ConfigLocation.NONE);
        throw placed ? problem : new ConfigException(location, problem.problem());
      }
      throw new IllegalStateException(location + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new ConfigException(location, "the script does not come to an end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException(location, "interrupted while the script was running");
    }
  }
}
