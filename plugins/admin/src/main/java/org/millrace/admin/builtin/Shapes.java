package org.millrace.admin.builtin;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.inventory.StreamIndex;
import org.millrace.admin.view.Names;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.Connections;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamStatistics;

/**
 * crtmpserver's JSON of streams, connections and acceptors. Figures that this server does not have
 * (bytes of sound and picture apart, for one) are left out rather than made up.
 */
final class Shapes {
  private static final Map<Codec, String> CODEC_TAGS =
      Map.of(Codec.H264, "VH264", Codec.AAC, "AAAC", Codec.MP3, "AMP3");

  private static final int TAG_BYTES = Long.BYTES;

  private final StreamIndex index;
  private final Connections connections;

  Shapes(StreamIndex index, Connections connections) {
    this.index = index;
    this.connections = connections;
  }

  /** A published stream. */
  Map<String, Object> stream(LiveStream stream) {
    Instant now = Instant.now();
    Instant since = stream.publishedAt().orElse(now);
    Optional<ConnectionInfo> publisher = publisher(stream);
    String type = publisher.map(ConnectionInfo::chain).map(Shapes::streamType).orElse("IN");
    StreamStatistics statistics = stream.statistics();
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("uniqueId", index.id(stream));
    shape.put("type", type);
    shape.put("typeNumeric", tag(type));
    shape.put("name", stream.key().name());
    shape.put("appName", stream.key().application());
    shape.put("creationTimestamp", since.toEpochMilli());
    shape.put("queryTimestamp", now.toEpochMilli());
    shape.put("upTime", now.toEpochMilli() - since.toEpochMilli());
    publisher.ifPresent(connection -> addresses(shape, connection));
    shape.put("bandwidth", index.rates(stream).bytesIn() * Byte.SIZE / 1000);
    shape.put("bytesCount", statistics.bytesIn());
    shape.put("audio", track(stream, MediaKind.AUDIO, statistics.audioFramesIn()));
    shape.put("video", track(stream, MediaKind.VIDEO, statistics.videoFramesIn()));
    shape.put("outStreamsCount", statistics.subscribers());
    return shape;
  }

  /** The connection that a publisher's description names: {@code rtmp c17 192.0.2.7:50112}. */
  Optional<ConnectionInfo> publisher(LiveStream stream) {
    return Arrays.stream(stream.publisher().orElse("").split(" ", -1))
        .map(connections::find)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String streamType(String chain) {
    return chain.contains("Rtmp") ? "INR" : chain.contains("LiveFlv") ? "INLFLV" : "IN";
  }

  private static void addresses(Map<String, Object> shape, ConnectionInfo connection) {
    String far = Names.ip(connection.remoteAddress());
    shape.put("ip", far);
    shape.put("port", connection.remoteAddress().getPort());
    shape.put("farIp", far);
    shape.put("farPort", connection.remoteAddress().getPort());
    shape.put("nearIp", Names.ip(connection.localAddress()));
    shape.put("nearPort", connection.localAddress().getPort());
  }

  private static Map<String, Object> track(LiveStream stream, MediaKind kind, long frames) {
    Codec codec =
        stream.tracks().stream()
            .filter(track -> track.kind() == kind)
            .map(Track::codec)
            .findFirst()
            .orElse(null);
    String tag = codecTag(kind, codec);
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("codec", tag);
    shape.put("codecNumeric", tag(tag));
    shape.put("packetsCount", frames);
    return shape;
  }

  private static String codecTag(MediaKind kind, @Nullable Codec codec) {
    String first = kind == MediaKind.AUDIO ? "A" : "V";
    if (codec == null) {
      return first + "UNK";
    }
    String other = first + codec.id().toUpperCase(Locale.ROOT);
    return CODEC_TAGS.getOrDefault(codec, other);
  }

  /** crtmpserver's tags are texts of up to eight bytes, the first of them the most significant. */
  private static long tag(String text) {
    long number = 0;
    for (int i = 0; i < TAG_BYTES; i++) {
      number = (number << Byte.SIZE) | (i < text.length() ? text.charAt(i) : 0);
    }
    return number;
  }

  /** A connection with its layers. */
  static Map<String, Object> connection(ConnectionInfo connection) {
    Map<String, Object> carrier = new LinkedHashMap<>();
    carrier.put("type", "IOHT_TCP_CARRIER");
    carrier.put("farIP", Names.ip(connection.remoteAddress()));
    carrier.put("farPort", connection.remoteAddress().getPort());
    carrier.put("nearIP", Names.ip(connection.localAddress()));
    carrier.put("nearPort", connection.localAddress().getPort());
    carrier.put("rx", connection.bytesIn());
    carrier.put("tx", connection.bytesOut());
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("id", number(connection.id()));
    layer.put("type", connection.chain());
    layer.put("creationTimestamp", connection.opened().toEpochMilli());
    layer.put("queryTimestamp", Instant.now().toEpochMilli());
    layer.put("isEnqueueForDelete", false);
    layer.put("applicationName", connection.acceptorApplication());
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", number(connection.id()));
    shape.put("carrier", carrier);
    shape.put("stack", List.of(layer));
    return shape;
  }

  /** An acceptor. */
  static Map<String, Object> service(ServiceInfo service) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", number(service.id()));
    shape.put("enabled", service.state() == ServiceInfo.State.OPEN);
    shape.put("acceptedConnectionsCount", service.accepted());
    shape.put("droppedConnectionsCount", service.refused());
    shape.put("appName", service.application());
    shape.put("ip", Names.ip(service.address()));
    shape.put("port", service.address().getPort());
    shape.put("protocol", String.join(",", service.chains()));
    shape.put("carrier", service.carrier());
    return shape;
  }

  /** The server's identities are a letter and a number; crtmpserver's are numbers. */
  static long number(String id) {
    String digits = id.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
