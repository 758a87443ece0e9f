package org.millrace.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes an empty shared library (ELF, x86-64).
 *
 * <p>The bundled ffmpeg is linked with libraries for sound cards and screens, which a server does
 * not have, and which ffmpeg does not call as long as nobody asks for such a device. An empty
 * library of that name is enough to start it.
 */
final class StubLibrary {
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int SEGMENTS = 3;
  private static final int DYNAMIC = HEADER + SEGMENTS * PROGRAM_HEADER;
  private static final int DYNAMIC_ENTRIES = 6;
  private static final int HASH = DYNAMIC + DYNAMIC_ENTRIES * 16;
  private static final int SYMBOLS = HASH + 16;
  private static final int SYMBOL = 24;
  private static final int STRINGS = SYMBOLS + SYMBOL;
  private static final int SIZE = STRINGS + 8;

  private static final int READ = 4;
  private static final int WRITE = 2;

  private StubLibrary() {}

  static void write(Path file) throws IOException {
    ByteBuffer elf = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    elf.putShort((short) 3).putShort((short) 62).putInt(1); // shared object, x86-64
    elf.putLong(0).putLong(HEADER).putLong(0).putInt(0); // no entry; program headers; no sections
    elf.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) SEGMENTS);
    elf.position(HEADER);

    // The linker writes to the dynamic section; a stack segment without "execute" must be named.
    segment(elf, 1, READ | WRITE, 0, SIZE, 0x1000);
    segment(elf, 2, READ | WRITE, DYNAMIC, DYNAMIC_ENTRIES * 16, 8);
    segment(elf, 0x6474e551, READ | WRITE, 0, 0, 16);

    elf.putLong(4).putLong(HASH);
    elf.putLong(5).putLong(STRINGS);
    elf.putLong(6).putLong(SYMBOLS);
    elf.putLong(10).putLong(1); // size of the string table: one empty string
    elf.putLong(11).putLong(SYMBOL);
    elf.putLong(0).putLong(0);

    elf.putInt(1).putInt(1); // the hash table: one bucket, one chain, both empty
    Files.write(file, elf.array());
  }

  private static void segment(
      ByteBuffer elf, int type, int flags, long start, long size, long alignment) {
    elf.putInt(type).putInt(flags);
    elf.putLong(start).putLong(start).putLong(start);
    elf.putLong(size).putLong(size).putLong(alignment);
  }
}
