package org.millrace.server.plugin.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What others can refer to in a class: its place in the hierarchy, its fields and its methods.
 *
 * @param name in internal form, as all names here
 * @param access flags of the class
 * @param superName null for {@code java/lang/Object} alone
 * @param interfaces those that it names itself
 * @param members flags of its fields and methods by name and descriptor
 */
record ClassShape(
    String name,
    int access,
    @Nullable String superName,
    List<String> interfaces,
    Map<String, Integer> members) {

  /** Reads a class file. The stream is left open. */
  static ClassShape read(InputStream classFile) throws IOException {
    Visitor visitor = new Visitor();
    new ClassReader(classFile)
        .accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.shape();
  }

  boolean isAbstract() {
    return (access & Opcodes.ACC_ABSTRACT) != 0;
  }

  /** The superclass, if there is one, and the interfaces. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    if (superName != null) {
      parents.add(superName);
    }
    parents.addAll(interfaces);
    return parents;
  }

  private static final class Visitor extends ClassVisitor {
    private String name = "";
    private int access;
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private final Map<String, Integer> members = new HashMap<>();

    Visitor() {
      super(Opcodes.ASM9);
    }

    ClassShape shape() {
      return new ClassShape(name, access, superName, interfaces, Map.copyOf(members));
    }

    @Override
    public void visit(
        int version,
        int flags,
        String className,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] ofInterfaces) {
      name = className;
      access = flags;
      superName = parent;
      interfaces = ofInterfaces == null ? List.of() : List.of(ofInterfaces);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int flags,
        String field,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      members.put(field + descriptor, flags);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int flags,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      members.put(method + descriptor, flags);
      return null;
    }
  }
}
