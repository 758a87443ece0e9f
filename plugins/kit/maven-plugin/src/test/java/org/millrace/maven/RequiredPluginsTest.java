package org.millrace.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class RequiredPluginsTest {
  private final ModuleFile flv = plugin("flv", "0.9.3");
  private final ModuleFile rtmp = plugin("rtmp", "2.0.0");
  private final ModuleFile netty = file("netty", new Attributes());

  @Test
  void areThoseThatTheModuleRequires() {
    ModuleDescriptor module =
        ModuleDescriptor.newModule("mine").requires("flv").requires("netty").build();

    assertThat(RequiredPlugins.list(Optional.of(module), List.of(netty, rtmp, flv)))
        .isEqualTo("flv@>=0.9.3 & <1.0.0");
  }

  @Test
  void staticOnesAreOptional() {
    ModuleDescriptor module =
        ModuleDescriptor.newModule("mine")
            .requires("flv")
            .requires(Set.of(Requires.Modifier.STATIC), "rtmp")
            .build();

    assertThat(RequiredPlugins.list(Optional.of(module), List.of(rtmp, flv)))
        .isEqualTo("flv@>=0.9.3 & <1.0.0, rtmp?@>=2.0.0 & <3.0.0");
  }

  @Test
  void areAllOfThemWithoutAModuleDescriptor() {
    assertThat(RequiredPlugins.list(Optional.empty(), List.of(netty, flv)))
        .isEqualTo("flv@>=0.9.3 & <1.0.0");
    assertThat(RequiredPlugins.list(Optional.empty(), List.of(netty))).isEmpty();
  }

  @Test
  void mustHaveAVersion() {
    ModuleDescriptor module = ModuleDescriptor.newModule("mine").requires("odd").build();

    assertThatThrownBy(
            () -> RequiredPlugins.list(Optional.of(module), List.of(plugin("odd", "new"))))
        .hasMessageContaining("version of plugin odd: new");
  }

  private static ModuleFile plugin(String id, String version) {
    Attributes manifest = new Attributes();
    manifest.putValue("Plugin-Id", id);
    manifest.putValue("Plugin-Version", version);
    return file(id, manifest);
  }

  private static ModuleFile file(String module, Attributes manifest) {
    return new ModuleFile(Optional.of(ModuleDescriptor.newModule(module).build()), manifest);
  }
}
