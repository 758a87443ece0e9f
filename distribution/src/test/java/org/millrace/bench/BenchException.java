package org.millrace.bench;

/** A trial has no result: a program could not be started, or ended too early. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }
}
