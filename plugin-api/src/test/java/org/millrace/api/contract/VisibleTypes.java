package org.millrace.api.contract;

import java.lang.module.ModuleDescriptor.Requires;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the types of a module may mention in their signatures: public types of packages that the
 * module itself, or a module that it requires transitively, exports to everybody.
 */
final class VisibleTypes {
  private final Set<Module> modules = new HashSet<>();

  VisibleTypes(Module root) {
    modules.add(Object.class.getModule());
    addWithTransitive(root);
  }

  private void addWithTransitive(Module module) {
    if (modules.add(module)) {
      module.getDescriptor().requires().stream()
          .filter(required -> required.modifiers().contains(Requires.Modifier.TRANSITIVE))
          .map(required -> module.getLayer().findModule(required.name()))
          .forEach(required -> required.ifPresent(this::addWithTransitive));
    }
  }

  Set<String> modules() {
    return modules.stream().map(Module::getName).collect(Collectors.toSet());
  }

  /** Names of the types that a type mentions and that its users may not see. */
  Set<String> leaksOf(Class<?> type) {
    Set<Type> mentioned = new HashSet<>();
    add(mentioned, type.getGenericSuperclass());
    add(mentioned, type.getGenericInterfaces());
    add(mentioned, type.getTypeParameters());
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field)) {
        add(mentioned, field.getGenericType());
      }
    }
    Stream.concat(
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method))
                .peek(method -> add(mentioned, method.getGenericReturnType())),
            Arrays.stream(type.getDeclaredConstructors()))
        .filter(VisibleTypes::isVisible)
        .forEach(executable -> addSignature(mentioned, executable));
    return mentioned.stream()
        .filter(Class.class::isInstance)
        .<Class<?>>map(mention -> (Class<?>) mention)
        .filter(mention -> !isVisible(mention))
        .map(Class::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addSignature(Set<Type> mentioned, Executable executable) {
    add(mentioned, executable.getGenericParameterTypes());
    add(mentioned, executable.getGenericExceptionTypes());
    add(mentioned, executable.getTypeParameters());
  }

  /** Adds types and all that they are made of. */
  private static void add(Set<Type> mentioned, Type... types) {
    for (Type type : types) {
      if (type == null || !mentioned.add(type)) {
        continue;
      }
      if (type instanceof Class<?> plain && plain.isArray()) {
        add(mentioned, plain.getComponentType());
      } else if (type instanceof ParameterizedType parameterized) {
        add(mentioned, parameterized.getRawType());
        add(mentioned, parameterized.getActualTypeArguments());
      } else if (type instanceof GenericArrayType array) {
        add(mentioned, array.getGenericComponentType());
      } else if (type instanceof WildcardType wildcard) {
        add(mentioned, wildcard.getUpperBounds());
        add(mentioned, wildcard.getLowerBounds());
      } else if (type instanceof TypeVariable<?> variable) {
        add(mentioned, variable.getBounds());
      }
    }
  }

  private boolean isVisible(Class<?> type) {
    if (type.isPrimitive() || type.isArray()) {
      return true;
    }
    Module module = type.getModule();
    return Modifier.isPublic(type.getModifiers())
        && modules.contains(module)
        && module.isExported(type.getPackageName())
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static boolean isVisible(Member member) {
    int modifiers = member.getModifiers();
    return !member.isSynthetic()
        && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
  }
}
