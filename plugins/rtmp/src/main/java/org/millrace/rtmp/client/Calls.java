package org.millrace.rtmp.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Command;

/** Commands of ours and the answers to them. */
final class Calls {
  private final MessageOutput output;
  private final Map<Double, CompletableFuture<Command>> waiting = new LinkedHashMap<>();
  private double lastTransaction;

  Calls(MessageOutput output) {
    this.output = output;
  }

  /**
   * Sends a command with the next flush.
   *
   * @return completed with {@code _result}, or exceptionally with what {@code _error} says
   */
  CompletionStage<Command> send(int streamId, String name, AmfValue object, AmfValue... arguments) {
    double transaction = ++lastTransaction;
    CompletableFuture<Command> answer = new CompletableFuture<>();
    waiting.put(transaction, answer);
    output.send(new Command(streamId, name, transaction, object, List.of(arguments)));
    return answer;
  }

  /** Sends a command whose answer does not matter, if there is one. */
  void tell(int streamId, String name, AmfValue... arguments) {
    double transaction = ++lastTransaction;
    output.send(new Command(streamId, name, transaction, AmfNull.NULL, List.of(arguments)));
  }

  /** Takes {@code _result} and {@code _error}. */
  void answered(Command answer) {
    CompletableFuture<Command> call = waiting.remove(answer.transactionId());
    if (call == null) {
      return;
    }
    if (answer.name().equals("_error")) {
      call.completeExceptionally(new RtmpClientException(RtmpStatus.of(answer.argument(0))));
    } else {
      call.complete(answer);
    }
  }

  /** The connection is gone. */
  void fail(RtmpClientException reason) {
    List<CompletableFuture<Command>> calls = List.copyOf(waiting.values());
    waiting.clear();
    calls.forEach(call -> call.completeExceptionally(reason));
  }
}
