package org.millrace.admin.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.millrace.admin.json.Json;
import org.millrace.admin.rest.RestApi;

/** Asks a server to run a command. */
final class CtlClient {
  private static final int OK = 200;

  private final Json json;
  private final URI server;
  private final String token;
  private final Duration timeout;

  CtlClient(Json json, URI server, String token, Duration timeout) {
    this.json = json;
    this.server = server;
    this.token = token;
    this.timeout = timeout;
  }

  /** The server's reply, whether the command has failed or not. */
  JsonNode run(String command, Map<String, Object> parameters) throws CtlException {
    String body = json.write(Map.of("command", command, "parameters", parameters));
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(server.resolve(RestApi.BASE + "/commands"))
              .timeout(timeout)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
    } catch (IllegalArgumentException e) {
      throw new CtlException(e.getMessage() + " (expected: a token without odd characters)");
    }
    HttpResponse<String> response = send(request);
    if (response.statusCode() != OK) {
      throw new CtlException(
          server + ": status " + response.statusCode() + ": " + detail(response.body()));
    }
    try {
      return json.tree(response.body());
    } catch (JsonProcessingException e) {
      throw new CtlException(server + ": what it answers is no JSON (expected: a Millrace server)");
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws CtlException {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(timeout)
          .build()
          .send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CtlException(server + ": no server answers (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CtlException(server + ": interrupted");
    }
  }

  private String detail(String body) {
    try {
      JsonNode problem = json.tree(body);
      return problem.path("detail").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
