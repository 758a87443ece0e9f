package org.millrace.server.application;

import java.util.Locale;
import java.util.Map;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;

/** What functions of the configuration are told, as Lua tables. */
final class HookArguments {
  private HookArguments() {}

  /** {@code client}: id, application, address, protocol, uri, userAgent, referrer, params. */
  static Map<String, Object> client(String id, String application, ConnectRequest request) {
    return Map.of(
        "id", id,
        "application", application,
        "address", request.remoteAddress().getHostString(),
        "protocol", request.protocol(),
        "uri", request.uri(),
        "userAgent", request.userAgent(),
        "referrer", request.referrer(),
        "params", request.parameters());
  }

  /** {@code stream} of onPublish: name, params, recording ("none", "record" or "append"). */
  static Map<String, Object> stream(PublishRequest request) {
    return Map.of(
        "name", request.stream(),
        "params", request.parameters(),
        "recording", request.recording().name().toLowerCase(Locale.ROOT));
  }

  /** {@code stream} of onPlay: name, params. */
  static Map<String, Object> stream(PlayRequest request) {
    return Map.of("name", request.stream(), "params", request.parameters());
  }
}
