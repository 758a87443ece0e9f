package org.millrace.rtmp.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolFactory;

class RtmpPluginTest {
  private final ProtocolFactory protocol = new RtmpPlugin().protocols().get(0);

  @Test
  void chainsAreNamedAsInTheOriginal() {
    assertThat(protocol.chains())
        .extracting(ProtocolChain::name, ProtocolChain::layers)
        .containsExactly(
            tuple("inboundRtmp", List.of("tcp", "rtmp")),
            tuple("inboundRtmps", List.of("tcp", "tls", "rtmp")));
  }

  @ParameterizedTest
  @CsvSource({"3, MINE", "6, MINE", "0, NOT_MINE", "22, NOT_MINE", "71, NOT_MINE"})
  void firstByteTellsRtmp(int first, Detection expected) {
    ProtocolDetector detector = protocol.layers().get(0).detector().orElseThrow();
    assertThat(detector.detect(Unpooled.buffer().writeByte(first))).isEqualTo(expected);
  }

  @Test
  void pluginIsAServiceOfItsModule() {
    assertThat(RtmpPlugin.class.getModule().getDescriptor().provides())
        .anySatisfy(
            provided -> {
              assertThat(provided.service()).isEqualTo(MillracePlugin.class.getName());
              assertThat(provided.providers()).containsExactly(RtmpPlugin.class.getName());
            });
  }
}
