package org.millrace.server.lua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;

/** Compiles and runs the files of one configuration, all of which lie in its folder or below. */
final class LuaFileRunner {
  private static final int MAX_FILES = 1000;

  private final Path main;
  private final Path folder;
  private final Globals globals;
  private int files;
  private boolean closed;

  /**
   * For one configuration.
   *
   * @param main its file, absolute
   * @param globals what the files share
   */
  LuaFileRunner(Path main, Globals globals) {
    this.main = main;
    this.folder = Objects.requireNonNull(main.getParent(), "folder");
    this.globals = globals;
  }

  /** Runs the file itself; on the sandbox's thread. */
  void runMain() {
    run(main);
  }

  /** Ends {@code dofile}, also for scripts that have kept it. */
  void close() {
    closed = true;
    globals.set("dofile", LuaValue.NIL);
  }

  private Varargs run(Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    byte[] source = SourceFile.read(file);
    try {
      Prototype main =
          globals.compilePrototype(new ByteArrayInputStream(source), Chunks.nameOf(name));
      TableLines.correct(main, source);
      return globals.loader.load(main, name, globals).invoke();
    } catch (IOException e) {
      throw new ConfigException(new ConfigLocation("", name, 0), "cannot be read: " + e);
    }
  }

  /** Lua's {@code dofile(name)}: relative to the configuration's folder, whoever calls it. */
  Varargs doFile(Varargs arguments, LuaBudget budget) {
    String name = arguments.checkjstring(1);
    if (closed) {
      throw new LuaError("dofile: the configuration has been read");
    }
    if (++files > MAX_FILES) {
      throw new LuaError("dofile: more than " + MAX_FILES + " files");
    }
    Path file = resolve(name);
    try {
      return run(file);
    } catch (ConfigException e) {
      throw new LuaError("dofile: " + e.getMessage());
    }
  }

  /** Links are followed before the file is taken to be in the folder. */
  private Path resolve(String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (file.startsWith(folder) && file.toRealPath().startsWith(folder.toRealPath())) {
        return file;
      }
    } catch (IOException e) {
      throw new LuaError("dofile: " + name + ": no such file");
    } catch (InvalidPathException e) {
      throw new LuaError("dofile: " + name + " (expected: a path)");
    }
    throw new LuaError("dofile: " + name + " (expected: a file in " + folder + " or below)");
  }
}
