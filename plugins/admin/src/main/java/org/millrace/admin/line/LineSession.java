package org.millrace.admin.line;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Reply;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.http.AdminAccess.Verdict;

/**
 * Runs the commands of one connection, one after the other, so that replies come in the order of
 * the commands. Before anything else the peer has to say {@code auth token=...}, or {@code
 * token=...} on each line.
 *
 * <p>While a command runs, or the peer does not take its replies, nothing more is read: what waits
 * is what one read has brought.
 */
final class LineSession extends SimpleChannelInboundHandler<String> {
  private static final int MOST_WRONG_TOKENS = 3;
  private static final String TOKEN = "token";
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final ConnectionContext connection;
  private final CliServices services;
  private final boolean lengthPadding;
  private final Queue<String> waiting = new ArrayDeque<>();
  private boolean isAuthenticated;
  private int wrongTokens;
  private boolean isBusy;
  private boolean hasQuit;

  LineSession(ConnectionContext connection, CliServices services, boolean lengthPadding) {
    this.connection = connection;
    this.services = services;
    this.lengthPadding = lengthPadding;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (verdict("") == Verdict.FOREIGN_ADDRESS) {
      hasQuit = true;
      connection.close("commands from an address that is none of adminAddresses");
    }
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, String line) {
    waiting.add(line);
    serve(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    serve(context);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    context.fireChannelReadComplete();
  }

  private void serve(ChannelHandlerContext context) {
    while (!isBusy && !hasQuit && !waiting.isEmpty() && context.channel().isWritable()) {
      begin(context, waiting.remove());
    }
    context.channel().config().setAutoRead(!isBusy && waiting.isEmpty());
  }

  private void begin(ChannelHandlerContext context, String line) {
    CommandCall call;
    try {
      call = LineParser.parse(line);
    } catch (CommandException e) {
      reply(context, Reply.failure(String.valueOf(e.getMessage())), "");
      return;
    }
    String commandId = call.text(CommandCall.COMMAND_ID);
    CompletableFuture<Reply> answer = answer(call).toCompletableFuture();
    if (answer.isDone()) {
      reply(context, answer.join(), commandId);
      return;
    }
    isBusy = true;
    answer.thenAccept(reply -> context.executor().execute(() -> finish(context, reply, commandId)));
  }

  private void finish(ChannelHandlerContext context, Reply reply, String commandId) {
    isBusy = false;
    reply(context, reply, commandId);
    serve(context);
    context.flush();
  }

  private CompletionStage<Reply> answer(CommandCall call) {
    if (call.name().equalsIgnoreCase("quit")) {
      hasQuit = true;
      return CompletableFuture.completedStage(Reply.success("Bye!"));
    } else if (call.name().equalsIgnoreCase("auth")) {
      Verdict verdict = verdict(call.text(TOKEN));
      isAuthenticated = verdict == Verdict.GRANTED;
      return CompletableFuture.completedStage(
          isAuthenticated ? Reply.success("Authenticated") : refusal(verdict));
    }
    Verdict verdict = isAuthenticated ? Verdict.GRANTED : verdict(call.text(TOKEN));
    return verdict == Verdict.GRANTED
        ? services.commands().run(call.without(TOKEN))
        : CompletableFuture.completedStage(refusal(verdict));
  }

  private Verdict verdict(String token) {
    return services.access().check(connection.remoteAddress(), token.isEmpty() ? null : token);
  }

  private Reply refusal(Verdict verdict) {
    if (verdict == Verdict.NO_TOKEN) {
      return Reply.failure("Not authenticated. Say auth token=... first");
    }
    wrongTokens++;
    return Reply.failure(
        verdict == Verdict.WRONG_TOKEN ? "Wrong token" : "Too many wrong tokens, try again later");
  }

  private void reply(ChannelHandlerContext context, Reply reply, String commandId) {
    String text = services.replies().write(reply, commandId);
    int head = lengthPadding ? Integer.BYTES : 0;
    ByteBuf bytes = context.alloc().buffer(head + ByteBufUtil.utf8MaxBytes(text) + END.length);
    bytes.writeZero(head);
    int length = bytes.writeCharSequence(text, StandardCharsets.UTF_8);
    if (lengthPadding) {
      bytes.setInt(0, length);
    } else {
      bytes.writeBytes(END);
    }
    context.write(bytes);
    if (hasQuit) {
      close(context, "the peer has quit");
    } else if (wrongTokens >= MOST_WRONG_TOKENS) {
      hasQuit = true;
      close(context, "wrong token, " + wrongTokens + " times");
    }
  }

  private void close(ChannelHandlerContext context, String reason) {
    context.flush();
    connection.close(reason);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      connection.close("the peer has sent nothing for idleTimeout");
    } else {
      context.fireUserEventTriggered(event);
    }
  }
}
