package org.millrace.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

class ProtocolFactoryRegistryTest {
  private final ProtocolFactoryRegistry registry = new ProtocolFactoryRegistry();

  private static ProtocolFactory factory(List<String> layers, ProtocolChain... chains) {
    return new ProtocolFactory() {
      @Override
      public List<ProtocolLayer> layers() {
        return layers.stream().<ProtocolLayer>map(TestProtocols.Layer::new).toList();
      }

      @Override
      public List<ProtocolChain> chains() {
        return List.of(chains);
      }
    };
  }

  @Test
  void aChainIsResolvedToItsLayersFromTheWireToTheLogic() {
    registry.register("colours", new TestProtocols());

    ResolvedChain chain = registry.chain("inboundReds").orElseThrow();

    assertThat(chain.layers()).extracting(ProtocolLayer::name).containsExactly("tcp", "tls", "red");
    assertThat(chain.pluginId()).isEqualTo("colours");
    assertThat(chain.needsTls()).isTrue();
    assertThat(chain.isUdp()).isFalse();
    assertThat(chain.acceptorSettings()).isEqualTo(List.<Setting<?>>of(TestProtocols.SHADE));
    assertThat(registry.chain("inboundUdpEcho").orElseThrow().isUdp()).isTrue();
  }

  @Test
  void aChainThatNobodyBringsIsAbsent() {
    assertThat(registry.chain("inboundRtmp")).isEmpty();
  }

  @Test
  void aChainMayUseTheLayersOfAnotherPluginAndReadsItsSettings() {
    registry.register("colours", new TestProtocols());
    registry.register(
        "mixer", factory(List.of("mix"), ProtocolChain.of("inboundMix", "tcp", "red", "mix")));

    ResolvedChain chain = registry.chain("inboundMix").orElseThrow();

    assertThat(chain.pluginId()).isEqualTo("mixer");
    assertThat(chain.layers()).hasSize(3);
    assertThat(chain.acceptorSettings()).isEqualTo(List.<Setting<?>>of(TestProtocols.SHADE));
  }

  @Test
  void aLayerNameThatIsTakenNamesBothPluginsAndNothingIsAdded() {
    registry.register("one", factory(List.of("red"), ProtocolChain.of("inboundRed", "tcp", "red")));

    assertThatThrownBy(
            () ->
                registry.register(
                    "two", factory(List.of("blue", "red"), ProtocolChain.of("x", "tcp", "blue"))))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("layer red of two: the name is taken by one");
    assertThat(registry.chainNames()).containsExactly("inboundRed");
    registry.register("three", factory(List.of("blue")));
  }

  @Test
  void aChainNameThatIsTakenNamesBothPlugins() {
    registry.register("one", factory(List.of("red"), ProtocolChain.of("inbound", "tcp", "red")));

    assertThatThrownBy(
            () -> registry.register("two", factory(List.of(), ProtocolChain.of("inbound", "tcp"))))
        .hasMessage("chain inbound of two: the name is taken by one");
  }

  @Test
  void theServersOwnLayersCannotBeReplaced() {
    assertThatThrownBy(() -> registry.register("evil", factory(List.of("tls"))))
        .hasMessage("layer tls of evil: the name is taken by the server");
  }

  @Test
  void aChainWithAnUnknownLayerNamesTheLayer() {
    registry.register("one", factory(List.of(), ProtocolChain.of("inboundHttp", "tcp", "http")));

    assertThatThrownBy(() -> registry.chain("inboundHttp"))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(
            "chain inboundHttp of one: there is no layer http (expected: one of tcp, tls, udp)");
  }

  @Test
  void whatAPluginBroughtGoesWithItAndTheNamesAreFree() {
    registry.register("colours", new TestProtocols());

    registry.unregister("colours");

    assertThat(registry.chainNames()).isEmpty();
    registry.register("colours again", new TestProtocols());
    assertThat(registry.chain("inboundRed")).isPresent();
  }
}
