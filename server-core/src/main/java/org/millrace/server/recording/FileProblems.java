package org.millrace.server.recording;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in one line what is wrong with a file: the JDK's messages are often the bare path. */
final class FileProblems {
  private FileProblems() {}

  /**
   * Describes a failure.
   *
   * @param failure of a file operation
   * @return such as {@code no such file: /media/x.flv}
   */
  static String describe(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "access denied: " + denied.getFile();
    }
    if (failure instanceof FileSystemException problem && problem.getReason() != null) {
      return problem.getReason() + ": " + problem.getFile();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
