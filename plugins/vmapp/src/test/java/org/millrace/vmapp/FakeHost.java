package org.millrace.vmapp;

import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.api.recording.Recordings;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptOptions;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamRegistry;

/** An application's host whose scripts are Java functions. */
final class FakeHost implements ApplicationContext, PluginContext, ScriptEngine, AutoCloseable {
  final Map<String, Function<List<?>, List<Object>>> functions = new HashMap<>();
  final Map<String, ConfigNode> settings = new HashMap<>();
  String loadFailure = "";
  int loads;
  int open;
  Map<String, Object> globals = Map.of();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  FakeHost(Path script) {
    settings.put("script", new ConfigNode.Text(ConfigLocation.NONE, script.toString()));
  }

  @Override
  public Script load(Path file, ScriptOptions options) {
    if (!loadFailure.isEmpty()) {
      throw new ScriptException(loadFailure);
    }
    loads++;
    open++;
    globals = options.globals();
    Map<String, Function<List<?>, List<Object>>> loaded = Map.copyOf(functions);
    return new Script() {
      @Override
      public Set<String> functions() {
        return loaded.keySet();
      }

      @Override
      public CompletionStage<List<Object>> call(String function, List<?> arguments) {
        try {
          return CompletableFuture.completedFuture(loaded.get(function).apply(arguments));
        } catch (ScriptException e) {
          return CompletableFuture.failedFuture(e);
        }
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  @Override
  public String name() {
    return "studio";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public ConfigNode.Table settings() {
    return new ConfigNode.Table(ConfigLocation.NONE, settings, List.of());
  }

  @Override
  public Logger log() {
    return LogManager.getLogger("application.studio");
  }

  @Override
  public Path resolve(Path path) {
    return path;
  }

  @Override
  public PluginContext plugin() {
    return this;
  }

  @Override
  public ScriptEngine scripts() {
    return this;
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public StreamRegistry streams() {
    return NoStreams.REGISTRY;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  @Override
  public String pluginId() {
    throw notUsed();
  }

  @Override
  public Recordings recordings() {
    throw notUsed();
  }

  @Override
  public boolean hasApplication(String application) {
    throw notUsed();
  }

  @Override
  public List<String> publishUris(String stream) {
    throw notUsed();
  }

  @Override
  public List<String> playUris(String stream) {
    throw notUsed();
  }

  @Override
  public EventLoopGroup eventLoops() {
    throw notUsed();
  }

  @Override
  public EventLoopGroup fileLoops() {
    throw notUsed();
  }

  @Override
  public OutboundConnector connector() {
    throw notUsed();
  }

  @Override
  public Server server() {
    throw notUsed();
  }

  @Override
  public <S> void offer(Class<S> type, S service) {
    throw notUsed();
  }

  @Override
  public <S> S service(Class<S> type) {
    throw notUsed();
  }

  private static AssertionError notUsed() {
    return new AssertionError("not used");
  }
}
