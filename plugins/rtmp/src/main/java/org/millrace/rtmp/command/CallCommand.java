package org.millrace.rtmp.command;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.RefusedException;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValues;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.session.RtmpSession;

/** Every other command: the application's, if it knows it. Later messages do not wait for it. */
final class CallCommand implements CommandHandler {
  @Override
  public void handle(RtmpSession session, Command command) {
    if (!session.beginCall()) {
      session.callFailed(
          command,
          "call to function %s (expected: at most maxPendingCalls = %d at a time)"
              .formatted(command.name(), session.settings().maxPendingCalls()));
      return;
    }
    CompletionStage<@Nullable Object> answer =
        session.client().call(command.name(), AmfValues.toJava(command.arguments()));
    if (answer == null) {
      session.endCall();
      session.callFailed(command, "call to function " + command.name() + " failed");
    } else {
      answer.whenComplete((value, failure) -> answered(session, command, value, failure));
    }
  }

  private static void answered(
      RtmpSession session, Command command, @Nullable Object value, @Nullable Throwable failure) {
    session.endCall();
    if (!session.isConnected()) {
      return;
    }
    if (failure instanceof RefusedException refused) {
      session.callFailed(command, refused.getMessage());
    } else if (failure != null) {
      session.log().error("call to function {} failed", command.name(), failure);
      session.callFailed(command, "call to function " + command.name() + " failed");
    } else {
      succeeded(session, command, value);
    }
    session.output().flush();
  }

  private static void succeeded(RtmpSession session, Command command, @Nullable Object value) {
    AmfValue result;
    try {
      result = AmfValues.of(value);
    } catch (IllegalArgumentException e) {
      session.log().error("the answer of function {} cannot be sent", command.name(), e);
      session.callFailed(command, "call to function " + command.name() + " failed");
      return;
    }
    session.result(command, AmfNull.NULL, result);
  }
}
