package org.millrace.admin.ctl;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a server leaves its address and its token. */
final class CtlPlaces {
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";
  private static final String SERVER_VARIABLE = "MILLRACE_SERVER";
  private static final String TOKEN_VARIABLE = "MILLRACE_TOKEN";

  private final @Nullable Path home;
  private final Map<String, String> environment;

  /**
   * Places.
   *
   * @param home Millrace's folder; null if it has none
   * @param environment variables
   */
  CtlPlaces(@Nullable Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  /** The server's address. */
  URI server(Optional<String> said) throws CtlException {
    String text =
        said.or(() -> Optional.ofNullable(environment.get(SERVER_VARIABLE)))
            .or(() -> line(AddressFile.in(home)))
            .orElse(DEFAULT_SERVER);
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new CtlException(text + ": " + e.getMessage() + " (expected: http://host:port)");
    }
    throw new CtlException(text + ": no address (expected: http://host:port)");
  }

  /** The administrator's token. */
  String token(Optional<Path> said) throws CtlException {
    if (said.isEmpty() && environment.containsKey(TOKEN_VARIABLE)) {
      return environment.get(TOKEN_VARIABLE);
    }
    Path file = said.orElse(home == null ? null : home.resolve("run").resolve("admin-token"));
    if (file == null) {
      throw new CtlException("no token (expected: --token-file, or " + TOKEN_VARIABLE + ")");
    }
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CtlException(
          file + ": no such file (expected: the token of a server that has run, or --token-file)");
    } catch (IOException e) {
      throw new CtlException(file + ": " + e);
    }
  }

  private static Optional<String> line(@Nullable Path file) {
    try {
      return file == null ? Optional.empty() : Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      // A server that does not run, or leaves no word: the default may still be right.
      return Optional.empty();
    }
  }
}
