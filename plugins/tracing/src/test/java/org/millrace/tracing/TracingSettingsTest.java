package org.millrace.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.config.ConfigException;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.Settings;

class TracingSettingsTest {

  private static URI endpoint(String configured, Map<String, String> environment) {
    return TracingSettings.of(Settings.of("endpoint", configured), environment)
        .orElseThrow()
        .delivery()
        .endpoint();
  }

  @Test
  void withoutEndpointThereIsNothing() {
    assertThat(TracingSettings.of(Settings.NONE, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " ")))
        .isEmpty();
    TracingPlugin plugin = new TracingPlugin();
    // The door has neither a server nor services.
    FakePluginContext context = new FakePluginContext("tracing");
    plugin.start(context);
    plugin.stop();
    assertThat(context.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://c:4318, http://c:4318/v1/traces",
    "http://c:4318/, http://c:4318/v1/traces",
    "https://c/in/traces, https://c/in/traces"
  })
  void endpointWithoutPathHasTheUsualOne(String configured, String used) {
    assertThat(endpoint(configured, Map.of())).hasToString(used);
  }

  @Test
  void environmentCountsWhereNothingIsSet() {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318/base/",
            "OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b+c, tenant=t1",
            "OTEL_SERVICE_NAME", "edge-1");

    TracingSettings alone = TracingSettings.of(Settings.NONE, environment).orElseThrow();
    assertThat(alone.serviceName()).isEqualTo("edge-1");
    assertThat(alone.delivery().endpoint()).hasToString("http://c:4318/base/v1/traces");
    assertThat(alone.delivery().headers()).isEqualTo(Map.of("api-key", "a b+c", "tenant", "t1"));

    TracingSettings both =
        TracingSettings.of(
                Settings.of(
                    "endpoint",
                    "http://d:1",
                    "serviceName",
                    "edge-2",
                    "headers",
                    Map.of("tenant", "t2")),
                environment)
            .orElseThrow();
    assertThat(both.serviceName()).isEqualTo("edge-2");
    assertThat(both.delivery().endpoint()).hasToString("http://d:1/v1/traces");
    assertThat(both.delivery().headers()).containsEntry("tenant", "t2").containsKey("api-key");
  }

  @Test
  void endpointOfTracesIsTakenAsItIs() {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c:4318/t",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://d:4318");
    assertThat(TracingSettings.of(Settings.NONE, environment).orElseThrow().delivery().endpoint())
        .hasToString("http://c:4318/t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:4318", "grpc://c:4317", "http://", "http://c :1"})
  void whatIsNoAddressIsToldWithItsPlace(String text) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> endpoint(text, Map.of()))
        .withMessageContaining("endpoint")
        .withMessageContaining("expected: an address that begins with http or https");
  }

  @Test
  void badEnvironmentNamesTheVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TracingSettings.of(Settings.NONE, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "c:1")))
        .withMessageStartingWith("OTEL_EXPORTER_OTLP_ENDPOINT: c:1 (expected: ");
  }
}
