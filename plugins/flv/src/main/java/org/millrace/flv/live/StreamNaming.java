package org.millrace.flv.live;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.flv.amf.Amf0Decoder;
import org.millrace.flv.amf.AmfValue;

/** Finds the name of the stream of one connection. */
final class StreamNaming {
  private static final String FIELD = "streamName";

  private final LiveFlvSettings settings;
  private final InetSocketAddress remote;

  StreamNaming(LiveFlvSettings settings, InetSocketAddress remote) {
    this.settings = settings;
    this.remote = remote;
  }

  /**
   * The name, when it can be told.
   *
   * @param frame the next frame; borrowed
   * @return null if the metadata is waited for
   * @throws org.millrace.flv.amf.AmfException if the metadata cannot be read
   */
  @Nullable String name(MediaFrame frame) {
    if (!settings.waitForMetadata()) {
      return configured();
    }
    boolean isMetadata = frame.isConfig() && frame.track().codec().equals(Codec.AMF0_DATA);
    return isMetadata ? described(frame) : null;
  }

  private String described(MediaFrame metadata) {
    List<AmfValue> values =
        new Amf0Decoder(settings.amfLimits()).readAll(metadata.payload().duplicate());
    String name = values.size() < 2 ? "" : values.get(1).member(FIELD).asText("");
    return name.isEmpty() ? configured() : name;
  }

  private String configured() {
    return settings.localStreamName().isEmpty()
        ? addressName() + "_" + remote.getPort()
        : settings.localStreamName();
  }

  /** IPv6 addresses have characters that names should not have. */
  private String addressName() {
    return remote.getAddress().getHostAddress().replaceAll("[^0-9A-Za-z.]", "-");
  }
}
