package org.millrace.samples.signedurls;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.PluginContext;
import org.millrace.samples.signedurls.Permit.Action;

/** {@code bin/millrace sign-url}: prints a signed address. */
final class SignTool implements CommandLineTool {
  private static final String USAGE =
      "usage: millrace sign-url SECRET_FILE publish|play SECONDS rtmp://HOST/APPLICATION/STREAM";

  private static final int FAILED = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private final Clock clock;

  SignTool(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sign-url";
  }

  @Override
  public String summary() {
    return "Sign an address of an application of type signedurls.";
  }

  @Override
  public int run(List<String> arguments, PrintWriter out, PrintWriter err, PluginContext context) {
    if (arguments.equals(List.of("--help"))) {
      out.println(USAGE);
      return 0;
    }
    try {
      out.println(sign(arguments));
      return 0;
    } catch (IOException e) {
      err.println("millrace sign-url: " + e);
      return FAILED;
    } catch (IllegalArgumentException e) {
      err.println("millrace sign-url: " + e.getMessage());
      err.println(USAGE);
      return WRONG_ARGUMENTS;
    }
  }

  private String sign(List<String> arguments) throws IOException {
    if (arguments.size() != 4) {
      throw new IllegalArgumentException(arguments.size() + " arguments (expected: 4)");
    }
    UrlSigner signer = UrlSigner.ofFile(Path.of(arguments.get(0)), clock);
    Action action = action(arguments.get(1));
    long seconds = Long.parseLong(arguments.get(2));
    String url = arguments.get(3);
    return url + "?" + signer.query(permit(action, url, seconds));
  }

  private static Action action(String word) {
    return switch (word) {
      case "publish" -> Action.PUBLISH;
      case "play" -> Action.PLAY;
      default ->
          throw new IllegalArgumentException("action: " + word + " (expected: publish or play)");
    };
  }

  /** The last slash divides the stream from the application. */
  private Permit permit(Action action, String url, long seconds) {
    String path = URI.create(url).getRawPath();
    int slash = path == null ? -1 : path.lastIndexOf('/');
    if (path == null || slash < 1) {
      throw new IllegalArgumentException("address: " + url + " (expected: application and stream)");
    }
    return new Permit(
        action,
        path.substring(1, slash),
        path.substring(slash + 1),
        clock.instant().plusSeconds(seconds));
  }
}
