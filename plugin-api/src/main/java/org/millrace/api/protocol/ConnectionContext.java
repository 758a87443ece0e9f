package org.millrace.api.protocol;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * One connection as its protocol sees it, and the protocol's way to applications. Implemented by
 * the host. To be used on the channel's event loop, unless a method says otherwise.
 */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@HostImplemented
public interface ConnectionContext {

  /**
   * The connection's identity: short, unique in the life of the server, on all of its log lines.
   *
   * @return such as {@code c17}
   */
  String id();

  /**
   * The channel.
   *
   * @return the connection's channel
   */
  Channel channel();

  /**
   * A logger whose lines carry the id.
   *
   * @return safe for use by any thread
   */
  Logger log();

  /**
   * The peer's address.
   *
   * @return ip and port
   */
  InetSocketAddress remoteAddress();

  /**
   * The local address.
   *
   * @return ip and port
   */
  InetSocketAddress localAddress();

  /**
   * The chain's name.
   *
   * @return such as {@code inboundRtmp}
   */
  String chain();

  /**
   * Whether the connection is encrypted.
   *
   * @return true above TLS
   */
  boolean isSecure();

  /**
   * The acceptor's table, for the protocol's own settings. Validated.
   *
   * @return empty for outbound connections
   */
  ConfigNode.Table settings();

  /**
   * Says that the peer has introduced itself and wants an application. The acceptor's application
   * is asked first; it may hand over to another one. For protocols that name no application, {@link
   * ConnectRequest#application()} is "" and the acceptor's application decides.
   *
   * <p>A connection has one client, or one after the other: a protocol that allows a second connect
   * {@linkplain Client#close closes} the first client before.
   *
   * @param request what the peer said
   * @return completed on the event loop with the client, or exceptionally with {@link
   *     org.millrace.api.application.RefusedException}
   */
  CompletionStage<Client> connect(ConnectRequest request);

  /**
   * Closes the connection, after what was written has been flushed. The reason is on the line that
   * the host logs for every closed connection. Any thread; idempotent: the first reason counts.
   *
   * @param reason for people, such as {@code chunk size 0 (expected: 1 to 16777215)}
   */
  void close(String reason);
}
