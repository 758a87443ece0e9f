package org.millrace.samplefactory.download;

/** A file could not be downloaded; the message says why, for the log. */
final class DownloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DownloadException(String reason) {
    super(reason);
  }
}
