package org.millrace.vmapp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** A client that keeps in mind why it was disconnected. */
final class FakeClient implements Client {
  static final ConnectRequest REQUEST =
      new ConnectRequest(
          "rtmp",
          "studio",
          "rtmp://host/studio",
          "agent/1",
          "",
          new InetSocketAddress("192.0.2.7", 50_000),
          Map.of("token", "secret"));

  final List<String> disconnected = new ArrayList<>();

  @Override
  public String id() {
    return "c1";
  }

  @Override
  public String application() {
    return "studio";
  }

  @Override
  public ConnectRequest request() {
    return REQUEST;
  }

  @Override
  public CompletionStage<StreamKey> permitPlay(PlayRequest request) {
    throw new AssertionError("not used");
  }

  @Override
  public void close() {
    throw new AssertionError("not used");
  }

  @Override
  public void disconnect(String reason) {
    disconnected.add(reason);
  }

  @Override
  public CompletionStage<Publication> publish(PublishRequest request, PublicationOwner owner) {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<Subscription> play(
      PlayRequest request, SubscribeOptions options, Subscriber subscriber) {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<Object> call(String command, List<Object> arguments) {
    throw new AssertionError("not used");
  }
}
