package org.millrace.tracing.span;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Names of attributes: OpenTelemetry's semantic conventions where there is one, else our own. */
final class Keys {
  static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  static final AttributeKey<String> FILE_PATH = stringKey("file.path");
  static final AttributeKey<String> METHOD = stringKey("http.request.method");
  static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
  static final AttributeKey<String> ROUTE = stringKey("http.route");
  static final AttributeKey<String> LOCAL_ADDRESS = stringKey("network.local.address");
  static final AttributeKey<Long> LOCAL_PORT = longKey("network.local.port");
  static final AttributeKey<String> PEER_ADDRESS = stringKey("network.peer.address");
  static final AttributeKey<Long> PEER_PORT = longKey("network.peer.port");
  static final AttributeKey<String> PROTOCOL = stringKey("network.protocol.name");
  static final AttributeKey<String> TRANSPORT = stringKey("network.transport");
  static final AttributeKey<String> PATH = stringKey("url.path");
  static final AttributeKey<String> SCHEME = stringKey("url.scheme");

  static final AttributeKey<String> APPLICATION = stringKey("millrace.application");
  static final AttributeKey<Long> BYTES_IN = longKey("millrace.bytes.in");
  static final AttributeKey<Long> BYTES_OUT = longKey("millrace.bytes.out");
  static final AttributeKey<String> CHAIN = stringKey("millrace.chain");
  static final AttributeKey<String> CONNECTION = stringKey("millrace.connection.id");
  static final AttributeKey<Long> EVENTS_LOST = longKey("millrace.events.lost");
  static final AttributeKey<Long> FRAMES = longKey("millrace.frames");
  static final AttributeKey<Long> FRAMES_DROPPED = longKey("millrace.frames.dropped");
  static final AttributeKey<String> PLUGIN = stringKey("millrace.plugin.id");
  static final AttributeKey<String> PLUGIN_VERSION = stringKey("millrace.plugin.version");
  static final AttributeKey<String> PUBLISHER = stringKey("millrace.publisher");
  static final AttributeKey<String> REASON = stringKey("millrace.reason");
  static final AttributeKey<String> RECORDING = stringKey("millrace.recording.id");
  static final AttributeKey<Boolean> SECURE = booleanKey("millrace.secure");
  static final AttributeKey<String> STREAM = stringKey("millrace.stream");
  static final AttributeKey<String> VIEWER = stringKey("millrace.viewer.id");

  private Keys() {}

  /** The other side. */
  static void putPeer(AttributesBuilder attributes, InetSocketAddress peer) {
    attributes.put(PEER_ADDRESS, ip(peer)).put(PEER_PORT, (long) peer.getPort());
  }

  /** Never a name: looking it up would wait. */
  static String ip(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    return resolved == null ? address.getHostString() : resolved.getHostAddress();
  }
}
