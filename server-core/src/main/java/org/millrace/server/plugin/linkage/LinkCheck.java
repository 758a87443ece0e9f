package org.millrace.server.plugin.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.Opcodes;

/**
 * Looks for what would fail with a LinkageError when it is used: classes, methods and fields of
 * other modules that are not there or not for this one, and methods of interfaces that a class does
 * not have.
 *
 * <p>References from the jar into the jar are not looked at: they were compiled together.
 */
public final class LinkCheck {
  /** Their methods take whatever they are given (JVMS 2.9.3). */
  private static final Set<String> SIGNATURE_POLYMORPHIC =
      Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

  private final ClassWorld world;
  private final boolean lenient;

  /** What is wrong, and the first class that it is wrong in. */
  private final Map<String, String> problems = new TreeMap<>();

  private LinkCheck(ClassWorld world, boolean lenient) {
    this.world = world;
    this.lenient = lenient;
  }

  /**
   * Checks all classes of a jar.
   *
   * @param jar the jar
   * @param module the module that it has been defined as
   * @param lenient whether it may do without some modules: classes of packages that nobody has are
   *     then no problem
   * @return a line for each problem; empty if all is well
   * @throws IOException if the jar cannot be read
   */
  public static List<String> check(Path jar, Module module, boolean lenient) throws IOException {
    LinkCheck check = new LinkCheck(new ClassWorld(module, module.getLayer()), lenient);
    try (JarFile file = new JarFile(jar.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (isClass(entry.getName())) {
          check.check(file, entry);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    check.problems.forEach((problem, user) -> lines.add(problem + " (used by " + user + ")"));
    return lines;
  }

  private static boolean isClass(String entry) {
    return entry.endsWith(".class")
        && !entry.endsWith("module-info.class")
        && !entry.startsWith("META-INF/");
  }

  private void check(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream code = jar.getInputStream(entry);
        InputStream again = jar.getInputStream(entry)) {
      ClassReferences references = ClassReferences.read(code);
      ClassShape user = ClassShape.read(again);
      references.classes().forEach(name -> requireClass(name, user));
      references.members().forEach(member -> requireMember(member, user));
      requireImplementations(user);
    } catch (IllegalArgumentException e) {
      // A class file that is newer than this library knows, or is none.
      problems.put(Names.readable(entry.getName()) + ": cannot be read", e.toString());
    }
  }

  private boolean requireClass(String name, ClassShape user) {
    if (world.isOwn(name)) {
      return true;
    }
    Module module = world.moduleOf(name);
    if (module == null && lenient) {
      return false;
    }
    Optional<ClassShape> shape = module == null ? Optional.empty() : world.find(name);
    if (shape.isEmpty()) {
      report("class " + Names.readable(name) + " is not there", user);
    } else if (!world.isExported(module, name)) {
      report(
          "class %s is not for others: module %s does not export its package"
              .formatted(Names.readable(name), module.getName()),
          user);
    }
    return shape.isPresent();
  }

  private void requireMember(MemberReference member, ClassShape user) {
    boolean looked =
        !world.isOwn(member.owner())
            && !SIGNATURE_POLYMORPHIC.contains(member.owner())
            && requireClass(member.owner(), user);
    if (looked && !has(member.owner(), member.key(), new HashSet<>())) {
      report(member.kind().name().toLowerCase(Locale.ROOT) + " " + member + " is not there", user);
    }
  }

  /** Whether a class or one above it has a member that others may use; unknown classes may. */
  private boolean has(String className, String key, Set<String> visited) {
    if (!visited.add(className)) {
      return false;
    }
    Optional<ClassShape> shape = world.find(className);
    if (shape.isEmpty()) {
      return true;
    }
    Integer access = shape.get().members().get(key);
    if (access != null && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
      return true;
    }
    // Methods of Object can be called on interfaces, too.
    return shape.get().parents().stream().anyMatch(parent -> has(parent, key, visited))
        || has("java/lang/Object", key, visited);
  }

  /** A class that can be made has all methods that what it is made of asks for. */
  private void requireImplementations(ClassShape user) {
    if (user.isAbstract()) {
      return;
    }
    Map<String, String> missing = new HashMap<>();
    Set<String> present = new HashSet<>();
    collect(user, present, missing, new HashSet<>());
    missing.keySet().removeAll(present);
    missing.forEach(
        (method, owner) ->
            report(
                "method %s of %s has to be implemented"
                    .formatted(method.substring(0, method.indexOf('(')), Names.readable(owner)),
                user));
  }

  private void collect(
      ClassShape shape, Set<String> present, Map<String, String> missing, Set<String> visited) {
    if (!visited.add(shape.name())) {
      return;
    }
    shape
        .members()
        .forEach(
            (key, access) -> {
              if (key.indexOf('(') >= 0 && (access & Opcodes.ACC_STATIC) == 0) {
                note(shape, key, access, present, missing);
              }
            });
    for (String parent : shape.parents()) {
      world.find(parent).ifPresent(above -> collect(above, present, missing, visited));
    }
  }

  private void note(
      ClassShape shape, String key, int access, Set<String> present, Map<String, String> missing) {
    if ((access & Opcodes.ACC_ABSTRACT) == 0) {
      present.add(key);
    } else if (!world.isOwn(shape.name())) {
      missing.putIfAbsent(key, shape.name());
    }
  }

  private void report(String problem, ClassShape user) {
    problems.putIfAbsent(problem, Names.readable(Names.outermost(user.name())));
  }
}
