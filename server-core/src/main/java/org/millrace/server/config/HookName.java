package org.millrace.server.config;

import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** The functions of the configuration that an application may have. */
public enum HookName {
  /** Decides whether a client may connect. */
  ON_CONNECT(
      "onConnect",
      "function(client): whether a client may connect. Returning false or nil refuses it, with the"
          + " reason as a second value."),
  /** Decides whether a client may publish. */
  ON_PUBLISH(
      "onPublish",
      "function(client, stream): whether a client may publish; returns what onConnect does."),
  /** Decides whether a client may play. */
  ON_PLAY(
      "onPlay",
      "function(client, stream): whether a client may play; returns what onConnect does."),
  /** Is told of a client that has been let in. */
  ON_CONNECTED("onConnected", "function(client): a client has been let in."),
  /** Is told of a client that has gone. */
  ON_DISCONNECT("onDisconnect", "function(client): a client that was let in has gone."),
  /** Answers commands that the application itself does not know. */
  ON_COMMAND(
      "onCommand",
      "function(client, command, ...): answers a command that neither the protocol nor the"
          + " application knows, with its first result; nil and a text fail it."),
  /** Is told of a publisher. */
  ON_STREAM_PUBLISHED(
      "onStreamPublished", "function(stream): a stream of the application has got a publisher."),
  /** Is told of a publisher that has gone. */
  ON_STREAM_UNPUBLISHED(
      "onStreamUnpublished",
      "function(stream, reason): a stream of the application has lost its publisher.");

  private final String key;
  private final String meaning;

  HookName(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  /**
   * Its key.
   *
   * @return as it is written in the application's table
   */
  public String key() {
    return key;
  }

  Setting<ConfigNode.Function> setting() {
    return Setting.function(key, meaning);
  }
}
