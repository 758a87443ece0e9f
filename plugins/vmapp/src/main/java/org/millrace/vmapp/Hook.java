package org.millrace.vmapp;

import java.util.Set;

/**
 * The global functions that a script may have. Each has the name that crtmpserver's vmapp calls for
 * the same, if there is one: such a function is called in its place, with the arguments of here.
 */
enum Hook {
  ON_START("onStart", "customhandlers.application.initCompleted"),
  ON_STOP("onStop", ""),
  ON_CONNECT("onConnect", "customhandlers.rtmp.processInvokeConnect"),
  ON_CONNECTED("onConnected", "customhandlers.application.postRegisterProtocol"),
  ON_DISCONNECT("onDisconnect", "customhandlers.application.postUnRegisterProtocol"),
  ON_PUBLISH("onPublish", "customhandlers.rtmp.processInvokePublish"),
  ON_PLAY("onPlay", "customhandlers.rtmp.processInvokePlay"),
  ON_COMMAND("onCommand", "customhandlers.rtmp.processInvokeGeneric"),
  ON_STREAM_PUBLISHED("onStreamPublished", "customhandlers.application.signalStreamRegistered"),
  ON_STREAM_UNPUBLISHED(
      "onStreamUnpublished", "customhandlers.application.signalStreamUnRegistered"),
  ON_RELAY_STARTED("onRelayStarted", ""),
  ON_RELAY_ENDED("onRelayEnded", "customhandlers.application.outboundConnectionFailed");

  private final String function;
  private final String oldName;

  Hook(String function, String oldName) {
    this.function = function;
    this.oldName = oldName;
  }

  String function() {
    return function;
  }

  /** What crtmpserver's scripts call it; "" if they have no such function. */
  String oldName() {
    return oldName;
  }

  /** The name under which a script has it; "" if it has not. */
  String in(Set<String> functions) {
    return functions.contains(function) ? function : functions.contains(oldName) ? oldName : "";
  }
}
