package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says on what was measured. */
final class Machine {
  private Machine() {}

  /** Processor, memory, system and Java, in a line. */
  static String describe() throws IOException {
    return "%s, %d processors, %s GB; %s %s; Java %s (%s)"
        .formatted(
            field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
            Runtime.getRuntime().availableProcessors(),
            gigabytes(field("/proc/meminfo", "MemTotal", "0")),
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceAll("-.*", ""),
            Runtime.version(),
            System.getProperty("java.vendor"));
  }

  private static String gigabytes(String kilobytes) {
    return Long.toString(Math.round(Double.parseDouble(kilobytes.replaceAll("\\D", "")) / 1e6));
  }

  /** The first "name : value" of a file. */
  private static String field(String file, String name, String otherwise) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }
}
