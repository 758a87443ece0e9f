package org.millrace.api.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What later versions are compared with: a jar of the exported types, with the signatures of what
 * is public or protected, and without code. The same types always make the same bytes.
 */
final class ApiBaseline {
  private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

  private ApiBaseline() {}

  static void write(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    List<Class<?>> types =
        ExportedApi.types().stream()
            .sorted(Comparator.<Class<?>, String>comparing(Class::getName))
            .toList();
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Class<?> type : types) {
        ZipEntry entry = new ZipEntry(type.getName().replace('.', '/') + ".class");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(signatures(type));
      }
    }
  }

  private static byte[] signatures(Class<?> type) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    try (InputStream in = ExportedApi.classFile(type)) {
      new ClassReader(in)
          .accept(new VisibleMembers(writer), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    }
    return writer.toByteArray();
  }

  private static final class VisibleMembers extends ClassVisitor {
    VisibleMembers(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      return isVisible(access)
          ? super.visitField(access, name, descriptor, signature, value)
          : null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return isVisible(access)
          ? super.visitMethod(access, name, descriptor, signature, exceptions)
          : null;
    }

    private static boolean isVisible(int access) {
      return (access & VISIBLE) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }
  }
}
