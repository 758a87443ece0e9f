package org.millrace.api.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.millrace.api.plugin.ApiVersion;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** The types that plugins can see, as the module descriptor has it. */
final class ExportedApi {
  private static final Module MODULE = ApiVersion.class.getModule();

  private ExportedApi() {}

  static Module module() {
    if (!MODULE.isNamed()) {
      throw new AssertionError("plugin-api: on the class path (expected: on the module path)");
    }
    return MODULE;
  }

  /** Public types of exported packages, and what is public or protected inside of them. */
  static List<Class<?>> types() {
    Set<String> packages =
        module().getDescriptor().exports().stream()
            .map(Exports::source)
            .collect(Collectors.toSet());
    try (ModuleReader reader = reference().open()) {
      return reader
          .list()
          .filter(name -> name.endsWith(".class") && name.contains("/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
          .filter(name -> !name.endsWith(".package-info"))
          .<Class<?>>map(name -> Class.forName(module(), name))
          .filter(ExportedApi::isVisible)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass()) {
      return false;
    }
    boolean visible = (type.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    Class<?> outer = type.getDeclaringClass();
    return visible && (outer == null || isVisible(outer));
  }

  /** Simple names of the marks of this package that a type carries. */
  static Set<String> marks(Class<?> type) {
    String here = "L" + ExportedApi.class.getPackageName().replace('.', '/') + "/";
    Set<String> found = new HashSet<>();
    ClassVisitor marks =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (descriptor.startsWith(here)) {
              found.add(descriptor.substring(here.length(), descriptor.length() - 1));
            }
            return null;
          }
        };
    try (InputStream in = classFile(type)) {
      new ClassReader(in).accept(marks, ClassReader.SKIP_CODE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  static InputStream classFile(Class<?> type) throws IOException {
    return type.getModule().getResourceAsStream(type.getName().replace('.', '/') + ".class");
  }

  private static ModuleReference reference() {
    return module()
        .getLayer()
        .configuration()
        .findModule(module().getName())
        .orElseThrow()
        .reference();
  }
}
