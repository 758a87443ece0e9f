package org.millrace.server.plugin.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what the code of a class refers to: classes, fields and methods. */
final class ClassReferences extends ClassVisitor {
  private final Set<String> classes = new LinkedHashSet<>();
  private final Set<MemberReference> members = new LinkedHashSet<>();

  private ClassReferences() {
    super(Opcodes.ASM9);
  }

  /** Reads a class file. The stream is left open. */
  static ClassReferences read(InputStream classFile) throws IOException {
    ClassReferences references = new ClassReferences();
    new ClassReader(classFile).accept(references, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return references;
  }

  /** Classes in internal form. */
  Set<String> classes() {
    return classes;
  }

  Set<MemberReference> members() {
    return members;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    if (superName != null) {
      classes.add(superName);
    }
    if (interfaces != null) {
      classes.addAll(Set.of(interfaces));
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Code();
  }

  private void refer(MemberReference.Kind kind, String owner, String name, String descriptor) {
    // Methods of arrays are those of Object.
    if (!owner.startsWith("[")) {
      members.add(new MemberReference(kind, owner, name, descriptor));
    }
  }

  private void refer(Type type) {
    if (type.getSort() == Type.ARRAY) {
      refer(type.getElementType());
    } else if (type.getSort() == Type.OBJECT) {
      classes.add(type.getInternalName());
    }
  }

  private final class Code extends MethodVisitor {
    Code() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      refer(Type.getObjectType(type));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      refer(MemberReference.Kind.FIELD, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      refer(MemberReference.Kind.METHOD, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      referTo(bootstrap);
      for (Object argument : arguments) {
        referTo(argument);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      referTo(value);
    }

    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      if (exception != null) {
        classes.add(exception);
      }
    }

    private void referTo(Object constant) {
      if (constant instanceof Type type) {
        refer(type);
      } else if (constant instanceof Handle handle) {
        boolean field = handle.getTag() <= Opcodes.H_PUTSTATIC;
        refer(
            field ? MemberReference.Kind.FIELD : MemberReference.Kind.METHOD,
            handle.getOwner(),
            handle.getName(),
            handle.getDesc());
      }
    }
  }
}
