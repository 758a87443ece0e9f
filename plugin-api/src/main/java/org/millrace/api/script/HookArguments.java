package org.millrace.api.script;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.contract.Experimental;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamStatistics;

/** What hook functions are told, as values for {@link Script#call}. */
@Experimental(since = "0.9.0", until = "plugins of others use it")
public final class HookArguments {
  private HookArguments() {}

  /**
   * A client that asks to be let in.
   *
   * @param application the application's name
   * @param request what it said
   * @return application, address, protocol, uri, userAgent, referrer, params
   */
  public static Map<String, Object> client(String application, ConnectRequest request) {
    return Map.of(
        "application", application,
        "address", request.remoteAddress().getHostString(),
        "protocol", request.protocol(),
        "uri", request.uri(),
        "userAgent", request.userAgent(),
        "referrer", request.referrer(),
        "params", request.parameters());
  }

  /**
   * A client that is in.
   *
   * @param client who
   * @return the same, and id
   */
  public static Map<String, Object> client(Client client) {
    Map<String, Object> told = new LinkedHashMap<>(client(client.application(), client.request()));
    told.put("id", client.id());
    return told;
  }

  /**
   * What a client wants to publish.
   *
   * @param request what
   * @return name, params, recording ("none", "record" or "append")
   */
  public static Map<String, Object> stream(PublishRequest request) {
    return Map.of(
        "name", request.stream(),
        "params", request.parameters(),
        "recording", request.recording().name().toLowerCase(Locale.ROOT));
  }

  /**
   * What a client wants to play.
   *
   * @param request what
   * @return name, params
   */
  public static Map<String, Object> stream(PlayRequest request) {
    return Map.of("name", request.stream(), "params", request.parameters());
  }

  /**
   * A live stream.
   *
   * @param stream the stream
   * @return name, application, live, publisher, viewers, bytesIn, framesIn, bytesOut, framesDropped
   */
  public static Map<String, Object> stream(LiveStream stream) {
    StreamStatistics figures = stream.statistics();
    return Map.of(
        "name", stream.key().name(),
        "application", stream.key().application(),
        "live", stream.isLive(),
        "publisher", stream.publisher().orElse(""),
        "viewers", figures.subscribers(),
        "bytesIn", figures.bytesIn(),
        "framesIn", figures.framesIn(),
        "bytesOut", figures.bytesOut(),
        "framesDropped", figures.framesDropped());
  }

  /**
   * Why a stream has ended.
   *
   * @param reason why
   * @return its name in lower camel case, such as "takenOver"
   */
  public static String reason(CloseReason reason) {
    StringBuilder name = new StringBuilder();
    for (String word : reason.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
