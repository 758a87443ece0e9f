package org.millrace.server.plugin.linkage;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Names of classes in the internal form, and for people. */
final class Names {
  private Names() {}

  /** {@code java/util/Map$Entry} as {@code java.util.Map.Entry}. */
  static String readable(String internalName) {
    return internalName.replace('/', '.').replace('$', '.');
  }

  /** {@code java/util/Map$Entry} as {@code java/util/Map}. */
  static String outermost(String internalName) {
    int end = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
    return end < 0 ? internalName : internalName.substring(0, end);
  }

  /** {@code java/util/Map} as {@code java.util}. */
  static String packageOf(String internalName) {
    int end = internalName.lastIndexOf('/');
    return end < 0 ? "" : internalName.substring(0, end).replace('/', '.');
  }

  /** The parameters of a method, {@code (String, int)}. */
  static String parameters(String descriptor) {
    return Arrays.stream(Type.getArgumentTypes(descriptor))
        .map(type -> simple(type.getClassName()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String simple(String className) {
    return className.substring(
        Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
  }
}
