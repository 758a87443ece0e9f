package org.millrace.server.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.io.Connection;

/**
 * Recognises which of a port's protocols a peer speaks, gives way to its layers, and passes on what
 * the peer has sent.
 *
 * <p>The detectors are asked in the order of the configuration, and one that needs more bytes is
 * waited for before the next is asked: so the outcome does not depend on how the bytes are cut into
 * reads.
 */
final class ProtocolDetectionHandler extends ByteToMessageDecoder {
  /** First bytes that are worth a place in the log. */
  private static final int SHOWN_BYTES = 16;

  private final SharedPort port;
  private final Connection connection;
  private final LimitsConfig limits;
  private final Consumer<SharedPort> recognised;
  private @Nullable Future<?> deadline;

  /**
   * A detector for one connection.
   *
   * @param port the chains that are still possible
   * @param connection is closed if nothing is recognised
   * @param limits the time and the bytes that recognition may take
   * @param recognised puts the layers behind this handler; gets the chains that are left
   */
  ProtocolDetectionHandler(
      SharedPort port,
      Connection connection,
      LimitsConfig limits,
      Consumer<SharedPort> recognised) {
    this.port = port;
    this.connection = connection;
    this.limits = limits;
    this.recognised = recognised;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    long millis = limits.handshakeTimeout().toMillis();
    deadline = ctx.executor().schedule(this::timeOut, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private void timeOut() {
    long millis = limits.handshakeTimeout().toMillis();
    connection.close(
        "protocol not recognised within %d ms: %s".formatted(millis, seen(internalBuffer())));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ByteBuf firstBytes = in.slice();
    for (ProtocolLayer layer : port.nextLayers()) {
      switch (layer.detector().orElseThrow().detect(firstBytes)) {
        case MINE -> {
          giveWay(ctx, in, layer);
          return;
        }
        case NEED_MORE -> {
          waitForMore(in);
          return;
        }
        case NOT_MINE -> {}
      }
    }
    refuse(in, "unknown protocol");
  }

  /** What is left of a connection that is gone needs not be recognised. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    in.skipBytes(in.readableBytes());
  }

  private void giveWay(ChannelHandlerContext ctx, ByteBuf in, ProtocolLayer layer) {
    try {
      recognised.accept(port.only(layer));
    } catch (RuntimeException | LinkageError e) {
      in.skipBytes(in.readableBytes());
      connection.fail(e);
      return;
    }
    // The layers come late, and have not been told.
    ctx.fireChannelActive();
    ctx.pipeline().remove(this);
  }

  private void waitForMore(ByteBuf in) {
    if (in.readableBytes() >= limits.detectionBytes()) {
      refuse(in, "protocol not recognised within " + limits.detectionBytes() + " bytes");
    }
  }

  private void refuse(ByteBuf in, String problem) {
    String seen = seen(in);
    in.skipBytes(in.readableBytes());
    connection.close(problem + ": " + seen);
  }

  private String seen(ByteBuf bytes) {
    int length = Math.min(bytes.readableBytes(), SHOWN_BYTES);
    String start =
        length == 0
            ? "nothing came"
            : "it began with " + ByteBufUtil.hexDump(bytes, bytes.readerIndex(), length);
    return start + " (expected: " + port.names() + ")";
  }
}
