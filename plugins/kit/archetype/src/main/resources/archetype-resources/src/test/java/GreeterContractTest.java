package ${package};

import java.util.List;
import java.util.Map;
import org.millrace.testkit.ServerSetup;
import org.millrace.testkit.contract.ApplicationContract;

/** What every type of application has to keep to: the tests are inherited. */
class GreeterContractTest extends ApplicationContract {
  @Override
  protected ServerSetup setup() {
    return ServerSetup.application("name = '${artifactId}'");
  }

  @Override
  protected String pluginId() {
    return "${artifactId}";
  }

  @Override
  protected String application() {
    return "${artifactId}";
  }

  @Override
  protected Map<String, String> refusedStreams() {
    return Map.of("a-name-that-is-too-long", "16 characters");
  }

  @Override
  protected List<String> commands() {
    return List.of("greet");
  }
}
