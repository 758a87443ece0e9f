package org.millrace.samples.signedurls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.Client;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.Setting;
import org.millrace.samples.signedurls.Permit.Action;

/** Lets in whose address is signed. */
final class SignedUrlsApplication implements Application {
  private static final Setting<Path> SECRET_FILE =
      Setting.path("secretFile", "The file with the secret that addresses are signed with.");

  private static final Setting<Boolean> PLAY_FREELY =
      Setting.flag(
          "playFreely", false, "Whether anybody may play, and only publishers need a sign.");

  static final List<Setting<?>> SETTINGS = List.of(SECRET_FILE, PLAY_FREELY);

  private final UrlSigner signer;
  private final boolean playFreely;

  SignedUrlsApplication(ApplicationContext context) {
    this.signer = signer(context);
    this.playFreely = PLAY_FREELY.read(context.settings());
  }

  private static UrlSigner signer(ApplicationContext context) {
    Path file = context.resolve(SECRET_FILE.read(context.settings()));
    try {
      return UrlSigner.ofFile(file, Clock.systemUTC());
    } catch (IOException e) {
      throw new ConfigException(location(context), e + " (expected: a file with a secret)");
    } catch (IllegalArgumentException e) {
      throw new ConfigException(location(context), e.getMessage());
    }
  }

  private static ConfigLocation location(ApplicationContext context) {
    return context.settings().location().key(SECRET_FILE.name());
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return decide(Action.PUBLISH, client, request.stream(), request.parameters());
  }

  @Override
  public CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
    return playFreely
        ? Decision.ACCEPTED
        : decide(Action.PLAY, client, request.stream(), request.parameters());
  }

  private CompletionStage<Decision> decide(
      Action action, Client client, String stream, Map<String, String> parameters) {
    return signer
        .problem(action, client.application(), stream, parameters)
        .map(reason -> Application.decided(Decision.refuse(Refusal.NOT_ALLOWED, reason)))
        .orElse(Decision.ACCEPTED);
  }
}
