package org.millrace.server.fake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.stream.StartMode;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ApplicationConfig.HookConfig;
import org.millrace.server.config.HookFailure;
import org.millrace.server.config.HookName;
import org.millrace.server.config.NamingConfig;
import org.millrace.server.config.StreamPolicyConfig;
import org.millrace.server.config.StreamPolicyConfig.DuplicatePublisher;

/** Configurations of applications for tests: defaults, changed one by one. */
public final class Configs {
  private final String name;
  private String type = "test";
  private List<String> aliases = List.of();
  private boolean isDefault;
  private Optional<Path> storage = Optional.empty();
  private NamingConfig naming = new NamingConfig(false, false);
  private HookFailure hookFailure = HookFailure.REFUSE;
  private final Map<HookName, ConfigNode.Function> hooks = new EnumMap<>(HookName.class);

  private Configs(String name) {
    this.name = name;
  }

  public static Configs application(String name) {
    return new Configs(name);
  }

  public Configs type(String newType) {
    type = newType;
    return this;
  }

  public Configs aliases(String... newAliases) {
    aliases = List.of(newAliases);
    return this;
  }

  public Configs asDefault() {
    isDefault = true;
    return this;
  }

  public Configs storage(Path folder) {
    storage = Optional.of(folder);
    return this;
  }

  public Configs onConnect(ConfigNode.Function.Body body) {
    return hook(HookName.ON_CONNECT, body);
  }

  public Configs onPublish(ConfigNode.Function.Body body) {
    return hook(HookName.ON_PUBLISH, body);
  }

  public Configs onPlay(ConfigNode.Function.Body body) {
    return hook(HookName.ON_PLAY, body);
  }

  public Configs hook(HookName hook, ConfigNode.Function.Body body) {
    hooks.put(hook, new ConfigNode.Function(ConfigLocation.NONE, body));
    return this;
  }

  public Configs naming(boolean aliasesAlone, boolean ingestPointsAlone) {
    naming = new NamingConfig(aliasesAlone, ingestPointsAlone);
    return this;
  }

  public Configs hookFailure(HookFailure newFailure) {
    hookFailure = newFailure;
    return this;
  }

  public ApplicationConfig build() {
    return new ApplicationConfig(
        name,
        type,
        aliases,
        isDefault,
        Path.of("/srv", name),
        List.of(),
        List.of(),
        storage,
        List.of(),
        new StreamPolicyConfig(
            StartMode.GOP,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            1 << 24,
            Duration.ofSeconds(20),
            Duration.ZERO,
            DuplicatePublisher.REFUSE,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ZERO),
        naming,
        new HookConfig(Duration.ofSeconds(5), hookFailure, hooks),
        ConfigNode.Table.empty(ConfigLocation.NONE));
  }
}
